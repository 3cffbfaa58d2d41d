import type { Command } from "../command.ts";
import { type Db, rowsOf } from "../query.ts";
import { withHolders, withInside } from "./nesting.ts";

/**
 * The products that a batch may touch: those it names, those its orders name, what is inside them, and every bundle that holds
 * one of these. Read without locks, so `loadState` checks that it still holds.
 */
export async function resolveProducts(db: Db, commands: Command[]): Promise<string[]> {
  const words = namedBy(commands);
  const rows = await rowsOf<{ product_id: string }>(db, "stock-resolve", resolveSql, [
    words.listings.map((one) => one.channelId),
    words.listings.map((one) => one.platformId),
    words.orders.map((one) => one.channelId),
    words.orders.map((one) => one.platformOrderId),
    words.orderIds,
    words.productIds,
  ]);
  const named = [...rows, ...(await kept(db, words))].map((row) => row.product_id);
  return [...(await withHolders(db, await withInside(db, named)))];
}

/** What the holds and expectations that a batch names are of. */
async function kept(db: Db, { holdIds, expectationIds }: Named): Promise<{ product_id: string }[]> {
  if (holdIds.length + expectationIds.length === 0) return [];
  return rowsOf<{ product_id: string }>(db, "stock-resolve-kept", keptSql, [holdIds, expectationIds]);
}

const keptSql = `
  select product_id from reservation where hold_id = any($1::uuid[]) and ended_at is null
  union
  select product_id from hold_line where hold_id = any($1::uuid[])
  union
  select product_id from expectation where id = any($2::uuid[])`;

const resolveSql = `
  with touched_order as (
    select o.id from unnest($3::uuid[], $4::text[]) as k(channel_id, platform_order_id)
      join "order" o using (channel_id, platform_order_id)
    union all
    select unnest($5::uuid[])
  )
  select l.product_id from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_id)
    join listing l using (channel_id, platform_id) where l.product_id is not null
  union
  select l.product_id from touched_order t join order_line l on l.order_id = t.id where l.product_id is not null
  union
  select (part ->> 'productId')::uuid from touched_order t
    join order_line l on l.order_id = t.id, jsonb_array_elements(l.parts) as part
  union
  select id from product where id = any($6::uuid[])`;

/** What a batch speaks of. */
export interface Named {
  listings: { channelId: string; platformId: string }[];
  orders: { channelId: string; platformOrderId: string }[];
  orderIds: string[];
  productIds: string[];
  holdIds: string[];
  expectationIds: string[];
  /** Products of which reservations may have to give way. */
  givingWay: string[];
  /** Products that may be bundles, and are taken apart as their recipes are now. */
  takenApart: string[];
}

/** What the commands speak of, in the words of their senders. */
export function namedBy(commands: Command[]): Named {
  const named: Named = {
    ...{ listings: [], orders: [], orderIds: [], productIds: [] },
    ...{ holdIds: [], expectationIds: [], givingWay: [], takenApart: [] },
  };
  for (const command of commands) collect(named, command);
  return named;
}

function collect(named: Named, command: Command): void {
  switch (command.verb) {
    case "receive":
      if (command.expectationId) named.expectationIds.push(command.expectationId);
      named.productIds.push(command.productId);
      return;
    case "expect":
    case "change_exposure":
    case "unquarantine":
    case "mirror":
      named.productIds.push(command.productId);
      return;
    case "adjust":
    case "quarantine":
    case "write_off":
      named.productIds.push(command.productId);
      named.givingWay.push(command.productId);
      return;
    case "count":
      named.productIds.push(...productsOf(command));
      named.givingWay.push(...productsOf(command));
      return;
    case "transfer_out":
      named.productIds.push(...productsOf(command));
      return;
    case "transfer_in":
      named.expectationIds.push(...command.lines.map((line) => line.expectationId));
      return;
    case "change_expectation":
    case "cancel_expectation":
      named.expectationIds.push(command.expectationId);
      return;
    case "hold":
      named.productIds.push(...productsOf(command));
      named.takenApart.push(...productsOf(command));
      return;
    case "extend_hold":
    case "release_hold":
      named.holdIds.push(command.holdId);
      return;
    case "expire_holds":
      named.holdIds.push(...command.holdIds);
      return;
    case "republish":
      named.productIds.push(...command.productIds);
      return;
    case "ship":
    case "release":
    case "restock":
    case "reroute":
      named.orderIds.push(command.orderId);
      return;
    case "place_order":
    case "sell": {
      const { channelId, reference, lines } = command;
      named.orders.push({ channelId, platformOrderId: reference });
      if (command.verb === "place_order" && command.fromHoldId) named.holdIds.push(command.fromHoldId);
      named.listings.push(...lines.map(({ sku }) => ({ channelId, platformId: sku })));
      return;
    }
    case "cancel_order":
      named.orders.push({ channelId: command.channelId, platformOrderId: command.reference });
      return;
    case "import_order": {
      const { channelId, order } = command;
      named.orders.push({ channelId, platformOrderId: order.platformOrderId });
      if (command.fromHoldId) named.holdIds.push(command.fromHoldId);
      for (const { platformId } of order.lines) if (platformId) named.listings.push({ channelId, platformId });
      return;
    }
  }
}

function productsOf({ lines }: { lines: { productId: string }[] }): string[] {
  return lines.map((line) => line.productId);
}
