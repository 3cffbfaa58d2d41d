import { seal } from "@stockpool/channels";
import { newId } from "@stockpool/stock";
import type pg from "pg";
import type { TrialHub } from "../trial/trial-hub.ts";
import { variantGid } from "./goods.ts";

/** A catalogue as large as wanted, made by the database itself: plain products with stock at one location, each on every channel. */
export interface Filled {
  channelIds: string[];
  locationId: string;
  /** The platform's id of the product of this place, from 1, the same on every channel: the variant of that number. */
  platformIdOf(place: number): string;
  /** The product of this place. */
  productIdOf(place: number): Promise<string>;
}

const onHandEach = 1_000_000;

/** Makes so many products and, on each of so many Shopify channels in shadow, a listing of each, all published and confirmed. */
export async function fillCatalogue(hub: TrialHub, products: number, channels: number): Promise<Filled> {
  const { pool } = hub;
  const name = `fill-${newId().slice(-8)}`;
  const locationId = newId();
  await pool.query(
    "insert into location (id, code, name, kind, country, ships_to) values ($1, $2, 'Fill', 'warehouse', 'NL', '{}')",
    [locationId, name],
  );
  const channelIds = Array.from({ length: channels }, newId);
  for (const [index, channelId] of channelIds.entries())
    await addChannel(hub, channelId, `${name}-${index}`, locationId);
  await unchecked(pool, (tx) => fillProducts(tx, name, products, locationId));
  for (const channelId of channelIds) await unchecked(pool, (tx) => fillListings(tx, name, channelId));
  await pool.query("vacuum (analyze) product, stock_level, listing, published_quantity");
  // What was filled in is on disk before anything is measured; else it is written there meanwhile.
  await pool.query("checkpoint");
  return {
    ...{ channelIds, locationId },
    platformIdOf: variantGid,
    productIdOf: async (place) => {
      const { rows } = await pool.query<{ id: string }>("select id from product where sku = $1", [`${name}-${place}`]);
      if (!rows[0]) throw new Error(`the catalogue has no product ${place}`);
      return rows[0].id;
    },
  };
}

/** Makes every platform show what is published, as it does between two sales of a product; the more so, the larger the catalogue. */
export async function confirmAll(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update published_quantity set confirmed = quantity, confirmed_at = now(), expected = quantity, pending_since = null
     where listing_id = any (array(select listing_id from waiting_listing))`,
  );
}

/** A shop that nobody answers for, in shadow: nothing is sent to it. */
async function addChannel(
  { pool, secret, sandboxUrl }: TrialHub,
  id: string,
  code: string,
  locationId: string,
): Promise<void> {
  const credentials = { shop: `${code}.myshopify.com`, clientId: "bench", clientSecret: "bench" };
  await pool.query(
    `insert into channel (id, code, name, platform, write_kind, base_url, sealed_credentials)
     values ($1, $2, $2, 'shopify', 'compare_and_set', $3, $4)`,
    [id, code, sandboxUrl, seal(secret, credentials)],
  );
  await pool.query("insert into channel_country (channel_id, country) values ($1, 'NL')", [id]);
  await pool.query(
    "insert into channel_location (channel_id, location_id, platform_location_id) values ($1, $2, 'gid://shopify/Location/1')",
    [id, locationId],
  );
}

/** The rows refer to each other by construction: checking each reference of millions would take most of the time. */
async function unchecked(pool: pg.Pool, fill: (tx: pg.PoolClient) => Promise<void>): Promise<void> {
  const tx = await pool.connect();
  try {
    await tx.query("begin");
    await tx.query("set local session_replication_role = replica");
    await fill(tx);
    await tx.query("commit");
  } finally {
    tx.release();
  }
}

// Ids that grow, as the hub's own do, 4096 of each millisecond: random ones would make every index worse than it is.
const idSql = (place: string) =>
  `(lpad(to_hex((extract(epoch from now()) * 1000)::bigint + ${place} / 4096), 12, '0')
    || '7' || lpad(to_hex(${place} % 4096), 3, '0') || '8' || substr(md5(random()::text), 1, 15))::uuid`;

async function fillProducts(tx: pg.PoolClient, name: string, products: number, locationId: string): Promise<void> {
  await tx.query(
    `with made as (
       insert into product (id, sku, title)
       select ${idSql("place")}, $1::text || '-' || place, 'Bench product ' || place from generate_series(1, $2::int) as place
       returning id
     )
     insert into stock_level (product_id, location_id, on_hand) select id, $3, ${onHandEach} from made`,
    [name, products, locationId],
  );
}

async function fillListings(tx: pg.PoolClient, name: string, channelId: string): Promise<void> {
  await tx.query(
    `with made as (
       insert into listing (id, channel_id, product_id, platform_id, title, status)
       select ${idSql("row_number() over (order by id)")}, $2, id, '${variantGid("")}' || split_part(sku, '-', 3), title, 'linked'
       from product where sku like $1 || '-%'
       returning id
     )
     insert into published_quantity (listing_id, channel_id, quantity, confirmed, confirmed_at, expected)
     select id, $2, ${onHandEach}, ${onHandEach}, now(), ${onHandEach} from made`,
    [name, channelId],
  );
}
