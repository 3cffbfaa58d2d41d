import type { Command } from "../command.ts";
import { type Db, rowsOf } from "../query.ts";

/**
 * The products that a batch may touch: those it names, those its orders name, what is inside them, and every bundle that holds
 * one of these. Read without locks, so `loadState` checks that it still holds.
 */
export async function resolveProducts(db: Db, commands: Command[]): Promise<string[]> {
  const named = namedBy(commands);
  const rows = await rowsOf<{ product_id: string }>(db, "stock-resolve", resolveSql, [
    named.listings.map((one) => one.channelId),
    named.listings.map((one) => one.platformId),
    named.orders.map((one) => one.channelId),
    named.orders.map((one) => one.platformOrderId),
    named.orderIds,
    named.productIds,
  ]);
  return rows.map((row) => row.product_id);
}

const resolveSql = `
  with recursive touched_order as (
    select o.id from unnest($3::uuid[], $4::text[]) as k(channel_id, platform_order_id)
      join "order" o using (channel_id, platform_order_id)
    union
    select unnest($5::uuid[])
  ), named as (
    select l.product_id from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_id)
      join listing l using (channel_id, platform_id) where l.product_id is not null
    union
    select l.product_id from touched_order t join order_line l on l.order_id = t.id where l.product_id is not null
    union
    select (part ->> 'productId')::uuid from touched_order t
      join order_line l on l.order_id = t.id, jsonb_array_elements(l.parts) as part
    union
    select id from product where id = any($6::uuid[])
  ), inside as (
    select product_id from named
    union
    select c.product_id from inside i join product p on p.id = i.product_id
      join component c on c.recipe_id = p.current_recipe_id
  ), reach as (
    select product_id from inside
    union
    select p.id from reach r join component c on c.product_id = r.product_id
      join product p on p.current_recipe_id = c.recipe_id
  )
  select product_id from reach`;

interface Named {
  listings: { channelId: string; platformId: string }[];
  orders: { channelId: string; platformOrderId: string }[];
  orderIds: string[];
  productIds: string[];
}

/** What the commands speak of, in the words of their senders. */
export function namedBy(commands: Command[]): Named {
  const named: Named = { listings: [], orders: [], orderIds: [], productIds: [] };
  for (const command of commands) collect(named, command);
  return named;
}

function collect(named: Named, command: Command): void {
  switch (command.verb) {
    case "receive":
    case "adjust":
      named.productIds.push(command.productId);
      return;
    case "republish":
      named.productIds.push(...command.productIds);
      return;
    case "ship":
    case "release":
      named.orderIds.push(command.orderId);
      return;
    case "import_order": {
      const { channelId, order } = command;
      named.orders.push({ channelId, platformOrderId: order.platformOrderId });
      for (const { platformId } of order.lines) if (platformId) named.listings.push({ channelId, platformId });
      return;
    }
  }
}
