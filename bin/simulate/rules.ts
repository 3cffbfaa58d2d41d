import type { Channel, Product, Rule } from "@stockpool/stock/rules";
import type { Random } from "./random.ts";

/**
 * How the stock is shared: for each listing its own part; all of it; all less a buffer; all while there is plenty and parts when it
 * is not; all, with flash sales in which some products have parts.
 */
export type Mode = "guaranteed" | "shared" | "buffered" | "guarded" | "flash";

export const modes: readonly Mode[] = ["guaranteed", "shared", "buffered", "guarded", "flash"];

/** From a moment on, other rules. */
export interface RuleChange {
  atMs: number;
  rules: Rule[];
  /** Whose listings it concerns. */
  productIds: string[];
}

/** Rules at first, and how they change while buyers come. */
export interface Rules {
  rules: Rule[];
  changes: RuleChange[];
}

interface Shop {
  channels: Channel[];
  products: Product[];
  openMs: number;
}

/** Any rules of a mode. */
export function anyRules(random: Random, mode: Mode, shop: Shop): Rules {
  switch (mode) {
    case "shared":
      return { rules: [], changes: [] };
    case "buffered":
      return { rules: [{ ...emptyRule, id: "hub", safetyStockUnits: 1 }], changes: [] };
    case "guaranteed":
      return guaranteed(random, shop);
    case "guarded":
      return { rules: guarded(random, shop), changes: [] };
    case "flash":
      return flash(random, shop);
  }
}

function guaranteed(random: Random, { channels, products, openMs }: Shop): Rules {
  const rules: Rule[] = [{ ...emptyRule, id: "hub", shareKind: "guaranteed" }];
  if (random.chance(0.3)) rules.push(weight(random, channels));
  if (random.chance(0.1)) rules.push({ ...emptyRule, id: "cap", productId: random.pick(products).id, cap: 3 });
  if (!random.chance(0.3)) return { rules, changes: [] };
  const others = [...rules.filter((rule) => rule.id !== "weight"), weight(random, channels)];
  const productIds = products.map((product) => product.id);
  return { rules, changes: [{ atMs: random.next() * openMs, rules: others, productIds }] };
}

function weight(random: Random, channels: Channel[]): Rule {
  const channelId = random.pick(channels).id;
  return { ...emptyRule, id: "weight", channelId, sharePercent: random.pick([0, 10, 60]) };
}

/** Plenty is shared, or in percentages; the last units are guaranteed. */
function guarded(random: Random, { channels, products }: Shop): Rule[] {
  const guardBelow = random.pick([3, 5, 8, 12]);
  const rules: Rule[] = [{ ...emptyRule, id: "hub", guardBelow }];
  if (random.chance(0.3)) rules.push({ ...weight(random, channels), shareKind: "percentage" });
  if (random.chance(0.2)) rules.push({ ...emptyRule, id: "own", productId: random.pick(products).id, guardBelow: 20 });
  return rules;
}

/** One sale or two, of some products or all; the last one lasts until after the last buyer, or ends before. */
function flash(random: Random, { channels, products, openMs }: Shop): Rules {
  const always: Rule[] = random.chance(0.2) ? [{ ...emptyRule, id: "hub", safetyStockUnits: 1 }] : [];
  const productIds = random.some(products).map((product) => product.id);
  const cap = random.chance(0.3) ? random.between(1, 4) : null;
  const sale = productIds.flatMap((productId) =>
    channels.map(({ id: channelId }): Rule => {
      return {
        ...emptyRule,
        id: `sale of ${productId}@${channelId}`,
        channelId,
        productId,
        shareKind: "guaranteed",
        cap,
      };
    }),
  );
  const changes: RuleChange[] = [];
  const lengthMs = openMs / random.pick([2, 4, 8]);
  for (let atMs = random.next() * lengthMs; atMs < openMs; atMs += random.between(1, 2) * lengthMs) {
    changes.push({ atMs, rules: [...always, ...sale], productIds });
    atMs += random.between(1, 2) * lengthMs;
    if (atMs < openMs) changes.push({ atMs, rules: always, productIds });
  }
  return { rules: always, changes };
}

const emptyRule: Rule = {
  ...{ id: "", channelId: null, productId: null, safetyStockUnits: null, safetyStockPercent: null },
  ...{ shareKind: null, sharePercent: null, shareUnits: null, stopSellingAt: null, alwaysShowAtLeast: null, cap: null },
  ...{ incomingDays: null, guardBelow: null, percentBy: null, velocityLeast: null, velocityMost: null },
  isVelocityFrozen: null,
};
