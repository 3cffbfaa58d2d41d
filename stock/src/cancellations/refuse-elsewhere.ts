import type pg from "pg";
import { type Outcome, refused } from "../outcome.ts";

/** Where a person cancels what the hub cannot, and whether the platform cancels parts of an order at all. */
const platforms: Record<string, { where: string; isWholeOnly: boolean }> = {
  shopify: { where: "in the shop's admin, by editing or refunding the order", isWholeOnly: true },
  amazon: { where: "in Seller Central", isWholeOnly: true },
  bol: { where: "in bol's seller account", isWholeOnly: false },
};

interface OrderRow {
  name: string;
  platform: string;
  fulfilledBy: "merchant" | "platform";
  /** Open lines that nobody asked to cancel. */
  others: number;
}

/** Why these lines cannot be cancelled from here, and where it is done instead; null when the platform may be asked. */
export async function refuseElsewhere(
  tx: pg.PoolClient,
  orderId: string,
  orderLineIds: string[],
): Promise<Outcome | null> {
  const { rows } = await tx.query<OrderRow>(
    `select o.name, c.platform, o.fulfilled_by as "fulfilledBy", (
       select count(*)::int from order_line l
       where l.order_id = o.id and l.ordered > l.cancelled and l.id <> all($2::uuid[]) and not exists (
         select from cancellation asked where asked.order_line_id = l.id and asked.error is null
       )
     ) as others
     from "order" o join channel c on c.id = o.channel_id where o.id = $1`,
    [orderId, orderLineIds],
  );
  const [order] = rows;
  if (!order) return null;
  const platform = platforms[order.platform];
  if (!platform) {
    const why = `order ${order.name} was placed through the API: cancel it where it was placed, with cancelOrder`;
    return refused("cancelled_elsewhere", why);
  }
  const { where, isWholeOnly } = platform;
  if (order.fulfilledBy === "platform") {
    return refused("cancelled_elsewhere", `${order.platform} ships order ${order.name} itself: cancel it ${where}`);
  }
  if (!isWholeOnly || order.others === 0) return null;
  const why = `${order.platform} cancels whole orders only, and ${order.others} more lines of order ${order.name} are not cancelled`;
  return refused("cancelled_elsewhere", `${why}: name all lines, or do it ${where}`);
}
