import type pg from "pg";

/** What a channel's listing should show. */
export interface PublishedNumber {
  sku: string;
  quantity: number;
}

/** Rows of one page. */
export const numbersMax = 1_000;

/**
 * So much earlier is looked: a change takes its time before it is committed, on a machine whose clock may be another. Some numbers
 * are told twice for it.
 */
const marginMs = 60_000;

/** What to read of a channel's numbers. */
export interface NumbersWish {
  channelId: string;
  /** Only what changed at or after this moment; all when null. */
  since: Date | null;
  /** The last SKU of the page before; null for the first page. */
  after: string | null;
}

/** The channel's published numbers by SKU, a page of them. */
export async function readNumbers(pool: pg.Pool, { channelId, since, after }: NumbersWish): Promise<PublishedNumber[]> {
  const { rows } = await pool.query<PublishedNumber>({
    name: "api_published_numbers",
    text: `${numbersSql}
      and ($2::timestamptz is null or p.changed_at >= $2)
      and ($3::text is null or l.platform_id > $3)
      order by l.platform_id limit $4`,
    values: [channelId, since && new Date(since.getTime() - marginMs), after, numbersMax],
  });
  return rows;
}

/** The channel's published numbers of these products. */
export async function readNumbersOf(
  pool: pg.Pool,
  channelId: string,
  productIds: string[],
): Promise<PublishedNumber[]> {
  const { rows } = await pool.query<PublishedNumber>({
    name: "api_published_numbers_of",
    text: `${numbersSql} and l.product_id = any ($2::uuid[]) order by l.platform_id`,
    values: [channelId, productIds],
  });
  return rows;
}

const numbersSql = `
  select l.platform_id as sku, coalesce(p.quantity, 0) as quantity
  from listing l left join published_quantity p on p.listing_id = l.id
  where l.channel_id = $1 and l.status = 'linked'`;
