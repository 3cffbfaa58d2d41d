import type { Channel, Product } from "../state.ts";
import { comingTo } from "./coming.ts";
import type { Inherited } from "./inherit.ts";
import { countUnits, openLocations, type Pool } from "./locations.ts";
import type { Step } from "./trace.ts";

/** Counts units, or complete sets, again with what comes within the pre-order window. */
export function addIncoming(before: number, rule: Inherited, pool: Pool, channel: Channel, product: Product): Step {
  const { value: days, ruleId } = rule.incomingDays;
  if (days === null || !pool.coming) return { step: "incoming", ruleId, before, after: before, detail: { days } };
  const { coming } = pool;
  const open = new Set(openLocations(pool, channel));
  const byProduct = new Map<string, Map<string, number>>();
  const extra = (productId: string, locationId: string) => {
    const known = byProduct.get(productId) ?? comingTo(coming, productId, open, days);
    byProduct.set(productId, known);
    return known.get(locationId) ?? 0;
  };
  const { units, limitingSku } = countUnits(pool, channel, product, extra);
  // What is there counts in any case: a location's safety stock may take all that comes to it.
  const after = Math.max(before, units);
  const detail = { days, units: after - before };
  return { step: "incoming", ruleId, before, after, detail: product.recipe ? { ...detail, limitingSku } : detail };
}
