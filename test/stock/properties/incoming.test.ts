import { type Awaited, type Coming, publish, type Rule, ruleBook } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hubWith, productIds, productOf, ruleOf, type SmallHub, smallHub, someRules } from "./worlds.ts";

const at = new Date("2026-11-23T12:00:00Z");
const dayMs = 86_400_000;
const numRuns = 500;

const days = fc.double({ min: -3, max: 60, noNaN: true });
const awaited: fc.Arbitrary<Awaited> = fc
  .record({
    id: fc.uuid(),
    productId: fc.constantFrom("mug", "tea", "box"),
    locationId: fc.constantFrom("north", "south", "shop", "platform"),
    inDays: fc.option(days),
    quantity: fc.integer({ min: 1, max: 500 }),
    received: fc.nat(200),
    lost: fc.nat(50),
  })
  .map(({ inDays, ...one }) => ({ ...one, expectedAt: inDays === null ? null : inMs(inDays) }));

const short = fc.array(fc.tuple(fc.constantFrom("mug", "tea", "box"), fc.nat(300))).map((all) => new Map(all));

function inMs(inDays: number): Date {
  return new Date(at.getTime() + Math.round(inDays * dayMs));
}

function comingOf(rows: Awaited[], units = new Map<string, number>()): Coming {
  return { at, expectations: Map.groupBy(rows, (one) => one.productId), short: units };
}

function shown(hub: SmallHub, rules: Rule[], productId: string, coming?: Coming): number {
  const pool = coming ? { ...hub, coming } : hub;
  return publish(pool, ruleBook(rules), hub.channel, productOf(hub, productId)).quantity;
}

const anyProduct = fc.constantFrom(...productIds);

describe("what is still to come", () => {
  it("never lowers a quantity, and a longer window never lowers it either", () => {
    fc.assert(
      fc.property(
        smallHub,
        anyProduct,
        fc.array(awaited),
        short,
        fc.nat(30),
        fc.nat(30),
        (hub, id, rows, units, a, b) => {
          const coming = comingOf(rows, units);
          const within = (incomingDays: number) => shown(hub, [ruleOf({ incomingDays })], id, coming);
          expect(within(a)).toBeGreaterThanOrEqual(shown(hub, [], id));
          expect(within(a + b)).toBeGreaterThanOrEqual(within(a));
        },
      ),
      { numRuns },
    );
  });

  it("counts only where a rule asks for it", () => {
    fc.assert(
      fc.property(smallHub, someRules, anyProduct, fc.array(awaited), (hub, rules, id, rows) => {
        const silent = rules.map((rule) => ({ ...rule, incomingDays: null }));
        expect(shown(hub, silent, id, comingOf(rows))).toBe(shown(hub, silent, id));
      }),
      { numRuns },
    );
  });

  it("is promised to shortages first: together they never get more than what is there and what comes", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.array(awaited), fc.nat(300), (mugs, rows, missing) => {
        const hub = hubWith(mugs);
        const open = rows
          .filter((one) => one.productId === "mug" && one.locationId === "north" && one.expectedAt !== null)
          .reduce((sum, one) => sum + Math.max(0, one.quantity - one.received - one.lost), 0);
        const quantity = shown(
          hub,
          [ruleOf({ incomingDays: 365 })],
          "mug",
          comingOf(rows, new Map([["mug", missing]])),
        );
        expect(quantity).toBeLessThanOrEqual(mugs + Math.max(0, open - missing));
      }),
      { numRuns },
    );
  });
});

const delivery = (inDays: number | null, quantity: number, parts: Partial<Awaited> = {}): Awaited => ({
  ...{ id: "delivery", productId: "mug", locationId: "north", quantity, received: 0, lost: 0 },
  expectedAt: inDays === null ? null : inMs(inDays),
  ...parts,
});

describe("the pre-order window", () => {
  it.each<[string, Awaited[], number, number]>([
    ["a delivery within it counts", [delivery(5, 10)], 7, 13],
    ["one on its last moment counts", [delivery(7, 10)], 7, 13],
    ["one after it does not", [delivery(7.01, 10)], 7, 3],
    ["one without a date does not", [delivery(null, 10)], 365, 3],
    ["one that is some hours late counts", [delivery(-0.9, 10)], 7, 13],
    ["one that is more than a day late does not", [delivery(-1.1, 10)], 7, 3],
    ["what came of it or was lost does not count twice", [delivery(5, 10, { received: 4, lost: 1 })], 7, 8],
    [
      "a delivery to a place that the channel does not draw on does not",
      [delivery(5, 10, { locationId: "south" })],
      7,
      3,
    ],
    ["a window of 0 days is today's", [delivery(0, 10), delivery(0.5, 5)], 0, 13],
  ])("%s", (_title, rows, incomingDays, expected) => {
    expect(shown(hubWith(3), [ruleOf({ incomingDays })], "mug", comingOf(rows))).toBe(expected);
  });

  it("counts sets of a bundle over what is there and what comes together", () => {
    const hub = hubWith(4);
    const components = [{ productId: "mug", quantity: 6 }];
    hub.products.set("six", {
      id: "six",
      sku: "six",
      recipe: { id: "r", policy: "split", components },
      restrictions: [],
    });
    expect(shown(hub, [ruleOf({ incomingDays: 7 })], "six", comingOf([delivery(5, 9)]))).toBe(2);
  });
});
