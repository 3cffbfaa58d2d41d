import type pg from "pg";

/** A listing as a line of a file: codes that people know, no ids of ours. */
export interface ListingRow {
  listingId: string;
  channelId: string;
  channel: string;
  platformId: string;
  title: string;
  sku: string | null;
  barcode: string | null;
  status: string;
  productSku: string | null;
  suggestedSku: string | null;
  packSize: number | null;
  reason: string | null;
  confidence: number | null;
  vanishedAt: Date | null;
}

export interface RowsAsked {
  /** Null: of every channel. */
  channelId: string | null;
  status: string | null;
  /** The last row of the page before. */
  after: Pick<ListingRow, "channelId" | "platformId"> | null;
  limit: number;
}

/** The next listings as lines of a file, by channel and the platform's id. */
export async function readListingRows(pool: pg.Pool, asked: RowsAsked): Promise<ListingRow[]> {
  const { channelId, status, after, limit } = asked;
  const { rows } = await pool.query<ListingRow>(
    `${select} where c.removed_at is null and ($1::uuid is null or l.channel_id = $1)
       and ($2::listing_status is null or l.status = $2)
       and ($3::uuid is null or (l.channel_id, l.platform_id) > ($3, $4))
     order by l.channel_id, l.platform_id limit $5`,
    [channelId, status, after?.channelId ?? null, after?.platformId ?? null, limit],
  );
  return rows;
}

const select = `
  select l.id as "listingId", l.channel_id as "channelId", c.code as channel, l.platform_id as "platformId", l.title, l.sku,
    l.barcode, l.status, p.sku as "productSku", s.sku as "suggestedSku", l.pack_size as "packSize",
    l.match_reason as reason, l.confidence, l.vanished_at as "vanishedAt"
  from listing l join channel c on c.id = l.channel_id
    left join product p on p.id = l.product_id left join product s on s.id = l.suggested_id`;

/** What lines of a file name, by `nameOfRow`; what does not exist is left out. */
export async function findListingRows(
  pool: pg.Pool,
  named: { channel: string; platformId: string }[],
): Promise<Map<string, ListingRow>> {
  const { rows } = await pool.query<ListingRow>(
    `${select} join unnest($1::text[], $2::text[]) as n(code, platform_id)
       on n.code = c.code and n.platform_id = l.platform_id where c.removed_at is null`,
    [named.map(({ channel }) => channel), named.map(({ platformId }) => platformId)],
  );
  return new Map(rows.map((row) => [nameOfRow(row), row]));
}

/** Names a listing in a file. */
export function nameOfRow({ channel, platformId }: { channel: string; platformId: string }): string {
  return JSON.stringify([channel, platformId]);
}

/** Products by their SKU, letter for letter. */
export async function findProductsBySku(pool: pg.Pool, skus: string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ sku: string; id: string }>(
    "select sku, id from product where sku = any($1::text[])",
    [[...new Set(skus)]],
  );
  return new Map(rows.map(({ sku, id }) => [sku, id]));
}
