import { audit } from "@stockpool/stock";
import type { TrialHub } from "../trial/trial-hub.ts";
import { until } from "../trial/wait.ts";
import type { Invoice } from "./read-invoices.ts";
import { importedCount } from "./sell.ts";
import type { Shop } from "./set-up.ts";

/** One thing that must be so at the end. */
export interface Proof {
  what: string;
  expected: number;
  found: number;
}

const quietMsMax = 300_000;

/** Waits until all these orders are known and nothing is on its way any more. */
export async function settle(hub: TrialHub, orders: number): Promise<void> {
  await until("every order is imported", quietMsMax, async () => (await importedCount(hub)) >= orders);
  await until("every channel confirmed its quantities", quietMsMax, async () => (await waiting(hub)) === 0);
}

async function waiting(hub: TrialHub): Promise<number> {
  return count(
    hub,
    `select (select count(*) from waiting_listing)
       + (select count(*) from webhook_event where done_at is null and set_aside_at is null) as count`,
  );
}

/** Holds the end against what the file says it must be. */
export async function prove(hub: TrialHub, shops: Shop[], invoices: Invoice[]): Promise<Proof[]> {
  const lines = invoices.flatMap((one) => one.lines);
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return [
    { what: "orders imported", expected: invoices.length, found: await importedCount(hub) },
    { what: "order lines", expected: lines.length, found: await count(hub, "select count(*) from order_line") },
    {
      ...{ what: "units shipped or reserved", expected: units },
      found: await count(
        hub,
        `select coalesce((select sum(quantity) from reservation where ended_at is null or ended_as = 'shipped'), 0) as count`,
      ),
    },
    {
      what: "units short",
      expected: 0,
      found: await count(hub, "select coalesce(sum(quantity), 0) as count from shortage"),
    },
    {
      what: "units left",
      expected: 0,
      found: await count(hub, "select coalesce(sum(available), 0) as count from stock_level"),
    },
    {
      what: "messages set aside",
      expected: 0,
      found: await count(hub, "select count(*) from webhook_event where set_aside_at is not null"),
    },
    { what: "broken invariants", expected: 0, found: (await audit(hub.pool)).length },
    ...(await Promise.all(shops.map((shop) => proveLive(hub, shop)))),
  ];
}

/** Every number that buyers see is the number that the hub publishes. */
async function proveLive(hub: TrialHub, { platform, code, channelId }: Shop): Promise<Proof> {
  const live = await hub.control.stock(platform, code);
  const { rows } = await hub.pool.query<{ sku: string; quantity: number }>(
    `select l.sku, p.quantity from listing l join published_quantity p on p.listing_id = l.id where l.channel_id = $1`,
    [channelId],
  );
  const equal = rows.filter(({ sku, quantity }) => live[sku] === quantity).length;
  return { what: `${code}: live = published`, expected: rows.length, found: equal };
}

async function count(hub: TrialHub, sql: string): Promise<number> {
  const { rows } = await hub.pool.query<{ count: string }>(sql);
  return Number(rows[0]?.count ?? 0);
}
