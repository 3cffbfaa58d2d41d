import { type Channel, type Level, type Rule, ruleBook } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyLevel, type Past, type PastSale, type PastSupply, replay } from "../../../stock/src/preview/replay.ts";
import { replayPools } from "../../../stock/src/preview/replay-pools.ts";
import { hubWith, productOf, ruleOf } from "../properties/worlds.ts";

const from = new Date("2026-11-01T00:00:00Z");
const until = new Date("2026-11-11T00:00:00Z");
const minuteMs = 60_000;
const minutes = 10 * 24 * 60;
const minute = (at: number) => new Date(from.getTime() + at * minuteMs);

/** Two channels that sell the mug from one warehouse. */
function shop(mugs: number) {
  const hub = hubWith(mugs);
  const mug = productOf(hub, "mug");
  const channels: Channel[] = ["left", "right"].map((id) => ({ ...hub.channel, id }));
  return { hub, listings: channels.map((channel) => ({ id: channel.id, channel, product: mug })) };
}

function play(mugs: number, rules: Rule[], sales: PastSale[], supplies: PastSupply[] = []) {
  const { hub, listings } = shop(mugs);
  const past: Past = { from, until, pool: hub, sales, supplies };
  return replay(past, ruleBook(rules), listings);
}

const sale = (listingId: string, at: number, units: number, lag = 0): PastSale => {
  return { listingId, units, at: minute(at), knownAt: minute(at + lag) };
};

const supply = (at: number, units: number): PastSupply => {
  return { at: minute(at), productId: "mug", locationId: "north", units };
};

const sales = fc.array(
  fc.tuple(fc.constantFrom("left", "right"), fc.nat(minutes), fc.integer({ min: 1, max: 8 }), fc.nat(10)),
  { maxLength: 40 },
);

/** Alike but for the moment in which the hub heard of them. */
const twoInOneMinute: [string, number, number, number][] = [
  ["right", 8, 1, 0],
  ["right", 8, 1, 1],
];

describe("past orders played again", () => {
  it("are sold while they are there: nothing oversold, lost or parked", () => {
    expect(play(10, [], [sale("left", 1, 4), sale("right", 2, 6)])).toMatchObject({ unitsOversold: 0, salesLost: 0 });
  });

  it("oversell the last unit when the other channel has not heard yet", () => {
    const both = (lag: number) => [sale("left", 1, 1, lag), sale("right", 2, 1, lag)];
    expect(play(1, [], both(0)).unitsOversold).toBe(0);
    expect(play(1, [], both(5)).unitsOversold).toBe(1);
    expect(play(2, [ruleOf({ safetyStockUnits: 1 })], both(5)).unitsOversold).toBe(0);
  });

  it("lose what was there and not shown, not what was not there", () => {
    const third = ruleOf({ shareKind: "fixed", shareUnits: 2 });
    expect(play(10, [third], [sale("left", 1, 5)]).salesLost).toBe(3);
    expect(play(3, [third], [sale("left", 1, 5)]).salesLost).toBe(1);
    expect(play(0, [], [sale("left", 1, 5)]).salesLost).toBe(0);
  });

  it("park what all listings together do not show, for as long as they do not", () => {
    expect(play(10, [ruleOf({ shareKind: "percentage", sharePercent: 40 })], []).unitsParked).toBe(2);
    expect(play(10, [], []).unitsParked).toBe(0);
    const half = [supply(minutes / 2, 10)];
    expect(play(0, [ruleOf({ cap: 0 })], [], half).unitsParked).toBe(5);
  });

  it("give what comes to those first who were sold what was not there", () => {
    const oversold = [sale("left", 1, 1, 5), sale("right", 2, 1, 5)];
    const later = [...oversold, sale("left", 100, 1)];
    expect(play(1, [], later, [supply(50, 1)])).toMatchObject({ unitsOversold: 1, salesLost: 0 });
    expect(play(1, [], [...later, sale("left", 200, 1)], [supply(50, 2)]).unitsOversold).toBe(1);
  });

  it("never oversell without delay, and without rules never lose what was there", () => {
    fc.assert(
      fc.property(fc.nat(60), sales, (mugs, orders) => {
        const at = orders.map(([where, when, units]) => sale(where, when, units, 0));
        expect(play(mugs, [], at)).toMatchObject({ unitsOversold: 0, salesLost: 0 });
      }),
    );
  });

  it("sell, oversold or not, at most what buyers wanted; and the same past gives the same figures", () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        sales,
        fc.option(fc.nat(9)),
        fc.option(fc.nat(100)),
        (mugs, orders, cap, sharePercent) => {
          const at = orders.map(([where, when, units, lag]) => sale(where, when, units, lag));
          const rules = [ruleOf({ cap, shareKind: sharePercent === null ? null : "percentage", sharePercent })];
          const result = play(mugs, rules, at);
          const wanted = at.reduce((sum, { units }) => sum + units, 0);
          expect(result.unitsOversold + result.salesLost).toBeLessThanOrEqual(wanted);
          expect(result.unitsParked).toBeGreaterThanOrEqual(0);
          expect(result.unitsParked).toBeLessThanOrEqual(mugs);
          expect(play(mugs, rules, [...at].reverse())).toEqual(play(mugs, rules, at));
        },
      ),
      { examples: [[18, twoInOneMinute, null, 6]] },
    );
  });

  it("never oversell under a guarantee, however late the hub hears, and park nothing", () => {
    fc.assert(
      fc.property(fc.nat(60), sales, fc.boolean(), (mugs, orders, isGuard) => {
        const at = orders.map(([where, when, units, lag]) => sale(where, when, units, lag * 200));
        const rule = isGuard ? ruleOf({ guardBelow: 1_000 }) : ruleOf({ shareKind: "guaranteed" });
        expect(play(mugs, [rule], at)).toMatchObject({ unitsOversold: 0, unitsParked: 0 });
      }),
    );
  });

  it("of pools that share nothing add up", () => {
    const { hub, listings } = shop(10);
    const tea = { id: "tea", sku: "tea", recipe: null, restrictions: [] };
    hub.products.set("tea", tea);
    const level: Level = { ...emptyLevel({ productId: "tea", locationId: "north" }), onHand: 8 };
    hub.levels.set("tea", [level]);
    const all = [...listings, ...listings.map((one) => ({ ...one, id: `${one.id} tea`, product: tea }))];
    const past = { from, until, pool: hub, sales: [sale("left", 1, 6), sale("left tea", 1, 6)], supplies: [] };
    const book = ruleBook([ruleOf({ cap: 4 })]);
    expect(replayPools(past, book, all)).toEqual(replay(past, book, all));
  });
});
