import { type Db, rowsOf } from "../query.ts";
import { type Order, type OrderLine, orderKey } from "../state.ts";
import { groupBy } from "./levels.ts";

/**
 * The orders that a batch names, by platform's id or by ours, with all their lines. Locked, in one order for all callers: an older
 * version must not overwrite a newer one, and no line of theirs changes until the transaction ends.
 */
export async function loadOrders(
  db: Db,
  named: { channelId: string; platformOrderId: string }[],
  orderIds: string[],
): Promise<Map<string, Order>> {
  if (named.length + orderIds.length === 0) return new Map();
  const orders = await rowsOf<Omit<Order, "lines">>(db, "stock-orders", ordersSql, [
    named.map((one) => one.channelId),
    named.map((one) => one.platformOrderId),
    orderIds,
  ]);
  const lines = await loadLines(
    db,
    orders.map((order) => order.id),
  );
  return new Map(
    orders.map((order) => [
      orderKey(order.channelId, order.platformOrderId),
      { ...order, lines: lines.get(order.id) ?? [] },
    ]),
  );
}

// Goes from what is named to the orders, whatever Postgres takes to be cheap while there are few.
const ordersSql = `
  select id, channel_id as "channelId", platform_order_id as "platformOrderId", name, country,
    fulfilled_by as "fulfilledBy", placed_at as "placedAt", platform_updated_at as "updatedAt",
    till_location_id as "tillLocationId"
  from "order" where id = any($3::uuid[] || array(
    select o.id from unnest($1::uuid[], $2::text[]) as k(channel_id, platform_order_id) cross join lateral (
      select id from "order" where channel_id = k.channel_id and platform_order_id = k.platform_order_id offset 0
    ) o
  ))
  order by id for no key update`;

async function loadLines(db: Db, orderIds: string[]): Promise<Map<string, OrderLine[]>> {
  if (orderIds.length === 0) return new Map();
  const lines = await rowsOf<OrderLine>(
    db,
    "stock-order-lines",
    `select l.id, order_id as "orderId", platform_line_id as "platformLineId", platform_id as "platformId",
       listing_id as "listingId", l.product_id as "productId", recipe_id as "recipeId", r.policy, parts, sku, title,
       ordered, cancelled, cancelled_there as "cancelledThere", acknowledged_at as "acknowledgedAt", shipped, returned
     from order_line l left join recipe r on r.id = l.recipe_id where order_id = any($1::uuid[]) order by l.id`,
    [orderIds],
  );
  return groupBy(lines, (line) => line.orderId);
}
