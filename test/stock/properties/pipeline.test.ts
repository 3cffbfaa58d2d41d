import { available, publish, type Rule, ruleBook } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hubWith,
  percent,
  plainIds,
  productIds,
  productOf,
  ruleOf,
  type SmallHub,
  smallHub,
  someRules,
} from "./worlds.ts";

const anyProduct = fc.constantFrom(...productIds);
const numRuns = 1_000;

function traceOf(hub: SmallHub, rules: Rule[], productId: string) {
  return publish(hub, ruleBook(rules), hub.channel, productOf(hub, productId));
}

function shown(mugs: number, fields: Partial<Rule>, platform = "shopify"): number {
  return traceOf(hubWith(mugs, platform), [ruleOf(fields)], "mug").quantity;
}

/** Units of a plain product that the own, active locations of the channel have free. */
function freeOf(hub: SmallHub, productId: string): number {
  const open = hub.channel.locationIds.filter((id) => {
    const location = hub.locations.get(id);
    return location?.isActive && location.kind !== "channel_fulfilled";
  });
  const levels = (hub.levels.get(productId) ?? []).filter((level) => open.includes(level.locationId));
  return levels.reduce((sum, level) => sum + available(level), 0);
}

describe("the published quantity", () => {
  it("comes from the same steps in the same order, each going on where the one before ended, in whole units", () => {
    fc.assert(
      fc.property(smallHub, someRules, anyProduct, (hub, rules, productId) => {
        const { steps, quantity } = traceOf(hub, rules, productId);
        expect(steps.map((one) => one.step)).toEqual([
          ...["locations", "incoming", "safety_stock", "share", "stop_selling", "always_show", "cap"],
        ]);
        expect(steps.map((one) => one.before)).toEqual([0, ...steps.slice(0, -1).map((one) => one.after)]);
        expect(steps.at(-1)?.after).toBe(quantity);
        for (const { after } of steps) expect(Number.isSafeInteger(after) && after >= 0).toBe(true);
      }),
      { numRuns },
    );
  });

  it("names for each step a rule that speaks of this listing, or none", () => {
    fc.assert(
      fc.property(smallHub, someRules, anyProduct, (hub, rules, productId) => {
        for (const { ruleId } of traceOf(hub, rules, productId).steps) {
          if (ruleId === null) continue;
          const rule = rules.find((one) => one.id === ruleId);
          expect([null, hub.channel.id]).toContain(rule?.channelId);
          expect([null, productId]).toContain(rule?.productId);
        }
      }),
      { numRuns },
    );
  });

  it("is never more than what is free, unless a rule always shows some", () => {
    fc.assert(
      fc.property(smallHub, someRules, fc.constantFrom(...plainIds), (hub, rules, productId) => {
        const honest = rules.map((rule) => ({ ...rule, alwaysShowAtLeast: null }));
        expect(traceOf(hub, honest, productId).quantity).toBeLessThanOrEqual(freeOf(hub, productId));
      }),
      { numRuns },
    );
  });

  it("of a bundle never needs more of a part than is free", () => {
    fc.assert(
      fc.property(smallHub, fc.constantFrom("gift", "hamper"), (hub, productId) => {
        const { quantity } = traceOf(hub, [], productId);
        for (const part of productOf(hub, productId).recipe?.components ?? []) {
          if (!plainIds.includes(part.productId)) continue;
          expect(quantity * part.quantity).toBeLessThanOrEqual(freeOf(hub, part.productId));
        }
      }),
      { numRuns },
    );
  });

  it("never falls when stock comes in", () => {
    const more = fc.record({ productId: fc.constantFrom(...plainIds), units: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(
        smallHub,
        someRules,
        anyProduct,
        more,
        fc.nat(3),
        (hub, rules, productId, { productId: raised, units }, place) => {
          const levels = hub.levels.get(raised) ?? [];
          const changed = levels.map((level, at) =>
            at === place ? { ...level, onHand: level.onHand + units } : level,
          );
          const after = { ...hub, levels: new Map(hub.levels).set(raised, changed) };
          expect(traceOf(after, rules, productId).quantity).toBeGreaterThanOrEqual(
            traceOf(hub, rules, productId).quantity,
          );
        },
      ),
      { numRuns },
    );
  });

  it("on bol is at most 999, whatever the rules say", () => {
    fc.assert(
      fc.property(smallHub, someRules, anyProduct, (hub, rules, productId) => {
        const onBol = { ...hub, channel: { ...hub.channel, platform: "bol" } };
        expect(traceOf(onBol, rules, productId).quantity).toBeLessThanOrEqual(999);
      }),
      { numRuns },
    );
    expect(shown(5_000, {}, "bol")).toBe(999);
    expect(shown(0, { alwaysShowAtLeast: 5_000 }, "bol")).toBe(999);
    expect(shown(5_000, { cap: 10 }, "bol")).toBe(10);
  });
});

describe("percentages are exact to the hundredth", () => {
  const quantity = fc.oneof(fc.nat(1_000), fc.nat(1_000_000_000));
  const exact = (units: number, share: number) => BigInt(units) * BigInt(Math.round(share * 100));

  it("a share is rounded down", () => {
    fc.assert(
      fc.property(quantity, percent, (units, share) => {
        const expected = Number(exact(units, share) / 10_000n);
        expect(shown(units, { shareKind: "percentage", sharePercent: share })).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it("a safety stock is rounded up", () => {
    fc.assert(
      fc.property(quantity, percent, (units, share) => {
        const kept = Number((exact(units, share) + 9_999n) / 10_000n);
        expect(shown(units, { safetyStockPercent: share })).toBe(units - kept);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("each step by itself", () => {
  it.each<[string, number, Partial<Rule>, number]>([
    ["40% of 2 is nothing", 2, { shareKind: "percentage", sharePercent: 40 }, 0],
    ["8.8% of 875 is 77, kept back as 77", 875, { safetyStockPercent: 8.8 }, 798],
    ["33.44% of 1,953,125 is 653,125", 1_953_125, { shareKind: "percentage", sharePercent: 33.44 }, 653_125],
    ["safety stock keeps the larger of units and percent", 10, { safetyStockUnits: 2, safetyStockPercent: 25 }, 7],
    ["safety stock above what is there leaves nothing", 3, { safetyStockUnits: 5 }, 0],
    ["a fixed allocation is at most what is there", 3, { shareKind: "fixed", shareUnits: 5 }, 3],
    ["a fixed allocation is at most its units", 30, { shareKind: "fixed", shareUnits: 5 }, 5],
    ["at the stop point nothing is sold", 3, { stopSellingAt: 3 }, 0],
    ["above the stop point all is sold", 4, { stopSellingAt: 3 }, 4],
    ["what is always shown stands above the stop point", 1, { stopSellingAt: 3, alwaysShowAtLeast: 2 }, 2],
    ["the cap stands above what is always shown", 0, { alwaysShowAtLeast: 20, cap: 5 }, 5],
    ["safety stock comes before the share", 10, { safetyStockUnits: 2, shareKind: "percentage", sharePercent: 50 }, 4],
    ["the share comes before the stop point", 6, { shareKind: "percentage", sharePercent: 50, stopSellingAt: 3 }, 0],
  ])("%s", (_title, mugs, rule, expected) => {
    expect(shown(mugs, rule)).toBe(expected);
  });

  it("of 16 units there are 2 six-packs", () => {
    const hub = hubWith(16);
    const recipe = { id: "recipe", policy: "split" as const, components: [{ productId: "mug", quantity: 6 }] };
    hub.products.set("six", { id: "six", sku: "six", recipe, restrictions: [] });
    expect(traceOf(hub, [], "six")).toMatchObject({
      quantity: 2,
      steps: [{ detail: { limitingSku: "mug" } }, {}, {}, {}, {}, {}, {}],
    });
  });
});
