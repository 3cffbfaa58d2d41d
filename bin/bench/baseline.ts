import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { TrialHub } from "../trial/trial-hub.ts";

const connections = 16;

/** What most hubs do, by hand: one transaction per order that locks, inserts order and line, updates, inserts the movement. */
export async function makeBaseline({ pool }: TrialHub, products: number): Promise<string[]> {
  await pool.query(`
    create schema if not exists baseline;
    drop table if exists baseline.movement, baseline.line, baseline."order", baseline.level;
    create table baseline.level (product_id uuid primary key, on_hand int not null, reserved int not null,
      check (on_hand - reserved >= 0));
    create table baseline."order" (id uuid primary key, channel text not null, platform_id text not null,
      placed_at timestamptz not null, unique (channel, platform_id));
    create table baseline.line (id uuid primary key, order_id uuid not null references baseline."order",
      product_id uuid not null references baseline.level, quantity int not null);
    create index on baseline.line (order_id);
    create table baseline.movement (id uuid primary key, product_id uuid not null references baseline.level,
      line_id uuid not null references baseline.line, delta int not null, at timestamptz not null);
    create index on baseline.movement (product_id, at);`);
  const ids = Array.from({ length: products }, () => randomUUID());
  await pool.query("insert into baseline.level select unnest($1::uuid[]), 1000000, 0", [ids]);
  return ids;
}

/** Orders committed per second at 16 connections. */
export async function baselinePerSecond(
  { pool }: TrialHub,
  productIds: string[],
  orders: number,
  choose: (order: number) => number,
): Promise<number> {
  let next = 0;
  const work = async () => {
    const client = await pool.connect();
    try {
      for (let order = next++; order < orders; order = next++)
        await sellOne(client, productIds[choose(order) - 1] ?? "");
    } finally {
      client.release();
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  return orders / ((performance.now() - begin) / 1000);
}

async function sellOne(client: pg.PoolClient, productId: string): Promise<void> {
  const [orderId, lineId] = [randomUUID(), randomUUID()];
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await client.query("begin");
  await run("b-lock", "select on_hand, reserved from baseline.level where product_id = $1 for update", [productId]);
  await run("b-order", `insert into baseline."order" values ($1, 'shop', $2, now())`, [orderId, orderId]);
  await run("b-line", "insert into baseline.line values ($1, $2, $3, 1)", [lineId, orderId, productId]);
  await run("b-level", "update baseline.level set reserved = reserved + 1 where product_id = $1", [productId]);
  await run("b-move", "insert into baseline.movement values ($1, $2, $3, 1, now())", [randomUUID(), productId, lineId]);
  await client.query("commit");
}
