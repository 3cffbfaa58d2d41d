import { newId } from "@stockpool/stock";
import type { TrialHub } from "../trial/trial-hub.ts";
import { until } from "../trial/wait.ts";
import type { BenchGoods } from "./goods.ts";

const chunk = 2000;
const longestMs = 300_000;

/** Orders committed per second from a filled inbox, each a message of Shopify with one line of one unit. */
export async function ordersPerSecond(
  hub: TrialHub,
  { channelId }: Pick<BenchGoods, "channelId">,
  orders: number,
  choose: (order: number) => number,
): Promise<number> {
  const before = await orderCount(hub, channelId);
  for (let from = 0; from < orders; from += chunk) {
    await fill(
      hub,
      channelId,
      Array.from({ length: Math.min(chunk, orders - from) }, (_, i) => choose(from + i)),
    );
  }
  const begin = performance.now();
  await hub.pool.query(
    `select graphile_worker.add_job('process_inbox', json_build_object('channelId', $1::text),
       queue_name := 'inbox:' || $1, job_key := 'inbox:' || $1)`,
    [channelId],
  );
  await until("the inbox is empty", longestMs, async () => !(await isWaiting(hub, channelId)));
  const seconds = (performance.now() - begin) / 1000;
  const imported = (await orderCount(hub, channelId)) - before;
  if (imported !== orders) throw new Error(`${orders} messages became ${imported} orders`);
  return orders / seconds;
}

async function fill(hub: TrialHub, channelId: string, variants: number[]): Promise<void> {
  await hub.pool.query(
    `insert into webhook_event (id, channel_id, platform_event_id, topic, headers, body, received_at)
     select id, $1, id::text, 'orders/create', '{}', convert_to(body, 'UTF8'), now()
     from unnest($2::uuid[], $3::text[]) as e(id, body)`,
    [channelId, variants.map(() => newId()), variants.map(orderBody)],
  );
}

let lastOrder = 1_000_000;

function orderBody(variant: number): string {
  const id = ++lastOrder;
  const at = "2026-11-23T10:00:00+01:00";
  const line = {
    id,
    variant_id: variant,
    sku: `BENCH-${variant}`,
    title: "Bench",
    quantity: 1,
    fulfillable_quantity: 1,
  };
  return JSON.stringify({
    ...{ id, name: `#${id}`, created_at: at, updated_at: at, cancelled_at: null, fulfillments: [] },
    ...{ shipping_address: { country_code: "NL" }, line_items: [line] },
  });
}

async function isWaiting(hub: TrialHub, channelId: string): Promise<boolean> {
  const { rowCount } = await hub.pool.query(
    // Without an order Postgres reads the table from its start, past all that is done: a quarter of a processor, taken from the hub.
    `select from webhook_event where channel_id = $1 and done_at is null and set_aside_at is null
     order by received_at, id limit 1`,
    [channelId],
  );
  return rowCount !== 0;
}

async function orderCount(hub: TrialHub, channelId: string): Promise<number> {
  const { rows } = await hub.pool.query<{ count: number }>(
    'select count(*)::int as count from "order" where channel_id = $1',
    [channelId],
  );
  return rows[0]?.count ?? 0;
}
