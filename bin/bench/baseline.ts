import { newId } from "@stockpool/stock";
import type pg from "pg";
import type { TrialHub } from "../trial/trial-hub.ts";
import type { BenchGoods } from "./goods.ts";

const connections = 16;

/**
 * What most hubs do, by hand: one transaction per order that locks the level, inserts order and line, updates the level, inserts
 * the movement. Its tables keep the same promises as the hub's own: the same columns, checks, keys and indexes.
 */
export async function makeBaseline(
  { pool }: TrialHub,
  { channelId, locationId, productIds }: BenchGoods,
): Promise<Baseline> {
  await pool.query(`
    drop schema if exists baseline cascade;
    create schema baseline;
    create table baseline.stock_level (like stock_level including all) with (fillfactor = 70);
    create table baseline."order" (like "order" including all);
    create table baseline.order_line (like order_line including all);
    create table baseline.movement (like movement including all);
    alter table baseline.stock_level add foreign key (product_id) references product,
      add foreign key (location_id) references location;
    alter table baseline."order" add foreign key (channel_id) references channel;
    alter table baseline.order_line add foreign key (order_id) references baseline."order",
      add foreign key (listing_id) references listing, add foreign key (product_id) references product;
    alter table baseline.movement
      add foreign key (product_id, location_id) references baseline.stock_level (product_id, location_id);`);
  await pool.query(
    "insert into baseline.stock_level (product_id, location_id, on_hand) select unnest($1::uuid[]), $2, 1000000",
    [productIds, locationId],
  );
  const { rows } = await pool.query<{ id: string; product_id: string }>(
    "select id, product_id from listing where channel_id = $1",
    [channelId],
  );
  const listingOf = new Map(rows.map((row) => [row.product_id, row.id]));
  const goods = productIds.map((productId) => ({ productId, listingId: listingOf.get(productId) ?? "" }));
  return { channelId, locationId, goods };
}

export interface Baseline {
  channelId: string;
  locationId: string;
  goods: { productId: string; listingId: string }[];
}

/** Orders committed per second at 16 connections. */
export async function baselinePerSecond(
  { pool }: TrialHub,
  baseline: Baseline,
  orders: number,
  choose: (order: number) => number,
): Promise<number> {
  let next = 0;
  const work = async () => {
    const client = await pool.connect();
    try {
      for (let order = next++; order < orders; order = next++) await sellOne(client, baseline, choose(order) - 1);
    } finally {
      client.release();
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  return orders / ((performance.now() - begin) / 1000);
}

async function sellOne(
  client: pg.PoolClient,
  { channelId, locationId, goods }: Baseline,
  place: number,
): Promise<void> {
  const one = goods[place];
  if (!one) throw new Error(`the baseline has no product ${place}`);
  const [orderId, lineId] = [newId(), newId()];
  const level = [one.productId, locationId];
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await client.query("begin");
  const { rows } = await run("b-lock", lockSql, level);
  await run("b-order", orderSql, [orderId, channelId]);
  await run("b-line", lineSql, [lineId, orderId, one.listingId, one.productId]);
  await run("b-level", levelSql, level);
  await run("b-move", movementSql, [newId(), newId(), ...level, rows[0]?.on_hand, rows[0]?.available - 1]);
  await client.query("commit");
}

const lockSql =
  "select on_hand, available from baseline.stock_level where product_id = $1 and location_id = $2 for update";
const orderSql = `insert into baseline."order"
  (id, channel_id, platform_order_id, name, country, fulfilled_by, placed_at, platform_updated_at, imported_at)
  values ($1::uuid, $2, $1::text, $1::text, 'NL', 'merchant', now(), now(), now())`;
const lineSql = `insert into baseline.order_line
  (id, order_id, platform_line_id, platform_id, listing_id, product_id, title, ordered)
  values ($1::uuid, $2, $1::text, $3::text, $3::uuid, $4, 'Bench', 1)`;
const levelSql = `update baseline.stock_level set reserved = reserved + 1, updated_at = now()
  where product_id = $1 and location_id = $2`;
const movementSql = `insert into baseline.movement
  (id, at, operation_id, product_id, location_id, reserved_delta, on_hand_after, available_after)
  values ($1, now(), $2, $3, $4, 1, $5, $6)`;
