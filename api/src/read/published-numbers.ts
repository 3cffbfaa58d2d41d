import type pg from "pg";

/** What a channel's listing should show. */
export interface PublishedNumber {
  sku: string;
  /** Null: the channel offers it no more. */
  quantity: number | null;
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
  /** Only what changed at or after this moment, and what is offered no more since; all that is offered when null. */
  since: Date | null;
  /** The last SKU of the page before; null for the first page. */
  after: string | null;
}

/** The channel's published numbers by SKU, a page of them. */
export async function readNumbers(pool: pg.Pool, { channelId, since, after }: NumbersWish): Promise<PublishedNumber[]> {
  const { rows } = await pool.query<PublishedNumber>({
    name: "api_published_numbers",
    text: `${numbersSql}
      and case when l.status = 'linked' then $2::timestamptz is null or p.changed_at >= $2 else l.updated_at >= $2 end
      and ($3::text is null or l.platform_id > $3)
      order by l.platform_id limit $4`,
    values: [channelId, since && withMargin(since), after, numbersMax],
  });
  return rows;
}

function withMargin(since: Date): Date {
  return new Date(since.getTime() - marginMs);
}

/** The channel's published numbers of these products. */
export async function readNumbersOf(
  pool: pg.Pool,
  channelId: string,
  productIds: string[],
): Promise<PublishedNumber[]> {
  const { rows } = await pool.query<PublishedNumber>({
    name: "api_published_numbers_of",
    text: `${numbersSql} and l.status = 'linked' and l.product_id = any ($2::uuid[]) order by l.platform_id`,
    values: [channelId, productIds],
  });
  return rows;
}

/** What the channel offers no more since this moment; the newest of them, should they be more than a page. */
export async function readGone(pool: pg.Pool, channelId: string, since: Date): Promise<PublishedNumber[]> {
  const { rows } = await pool.query<PublishedNumber>({
    name: "api_published_gone",
    text: `
      select platform_id as sku, null as quantity from listing
      where channel_id = $1 and status = any ('{suggested,unlinked,ignored,conflict}') and updated_at >= $2
      order by updated_at desc, platform_id limit $3`,
    values: [channelId, withMargin(since), numbersMax],
  });
  return rows;
}

const numbersSql = `
  select l.platform_id as sku, case when l.status = 'linked' then coalesce(p.quantity, 0) end as quantity
  from listing l left join published_quantity p on p.listing_id = l.id
  where l.channel_id = $1`;
