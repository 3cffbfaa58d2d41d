import { type Db, rowsOf } from "../query.ts";
import type { Rule } from "../state.ts";

/** The rules of the hub, of every channel, and of these products. */
export async function loadRules(db: Db, productIds: string[]): Promise<Rule[]> {
  return rowsOf<Rule>(
    db,
    "stock-rules",
    `select id, channel_id as "channelId", product_id as "productId", safety_stock_units as "safetyStockUnits",
       safety_stock_percent::float8 as "safetyStockPercent", share_kind as "shareKind",
       share_percent::float8 as "sharePercent", share_units as "shareUnits", stop_selling_at as "stopSellingAt",
       always_show_at_least as "alwaysShowAtLeast", cap, incoming_days as "incomingDays", guard_below as "guardBelow",
       percent_by as "percentBy", velocity_least::float8 as "velocityLeast", velocity_most::float8 as "velocityMost",
       is_velocity_frozen as "isVelocityFrozen"
     from rule where product_id is null or product_id = any($1::uuid[])`,
    [productIds],
  );
}
