import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allotShares, type Seller } from "../../../stock/src/velocity/allot-shares.ts";
import { daysOfCover, measureVelocity } from "../../../stock/src/velocity/measure.ts";
import { percent } from "../properties/worlds.ts";

const seller: fc.Arbitrary<Omit<Seller, "listingId" | "previous">> = fc.record({
  perDay: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 5_000, noNaN: true })),
  least: fc.oneof(fc.constant(0), percent),
  most: fc.oneof(fc.constant(100), percent),
  isFrozen: fc.boolean(),
});

/** Sellers whose shares until now were at most 100 together, as the ones before left them. */
const sellers: fc.Arbitrary<Seller[]> = fc
  .tuple(
    fc.array(seller, { minLength: 1, maxLength: 6 }),
    fc.array(fc.option(fc.nat(10_000)), { minLength: 6, maxLength: 6 }),
  )
  .map(([all, before]) => {
    const total = Math.max(
      1,
      before.slice(0, all.length).reduce<number>((sum, one) => sum + (one ?? 0), 0),
    );
    return all.map((one, index) => {
      const was = before[index] ?? null;
      const previous = was === null ? null : Math.floor((was / Math.max(total, 10_000)) * 10_000) / 100;
      return { ...one, listingId: `listing ${index}`, previous };
    });
  });

const sum = (values: number[]) => values.reduce((total, one) => total + one, 0);

const one = (parts: Partial<Seller>): Seller => ({
  ...{ listingId: "listing", perDay: 0, previous: null, least: 0, most: 100, isFrozen: false },
  ...parts,
});

describe("shares by velocity", () => {
  it("are one for each listing, at most 100 together, with two decimals", () => {
    fc.assert(
      fc.property(sellers, (all) => {
        const shares = allotShares(all);
        expect(shares.map((share) => share.listingId).sort()).toEqual(all.map((given) => given.listingId).sort());
        expect(sum(shares.map((share) => share.percent))).toBeLessThanOrEqual(100.000_001);
        for (const { percent: share } of shares) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(Math.abs(share * 100 - Math.round(share * 100))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("stay within their bounds wherever all bounds can be kept", () => {
    fc.assert(
      fc.property(sellers, (all) => {
        const free = all.map((given) => ({ ...given, isFrozen: false }));
        fc.pre(sum(free.map((given) => given.least)) <= 100);
        for (const share of allotShares(free)) {
          const { least, most } = free.find((given) => given.listingId === share.listingId) ?? one({});
          expect(share.percent).toBeGreaterThanOrEqual(Math.floor(least * 100) / 100 - 0.011);
          expect(share.percent).toBeLessThanOrEqual(Math.max(least, most) + 1e-9);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("leave nothing over but roundings, unless upper bounds forbid it", () => {
    fc.assert(
      fc.property(sellers, (all) => {
        const open = all.map((given) => ({ ...given, most: 100, isFrozen: false, previous: null }));
        fc.pre(sum(open.map((given) => given.least)) <= 100);
        expect(sum(allotShares(open).map((share) => share.percent))).toBeGreaterThanOrEqual(100 - 0.011 * open.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("keep a frozen share as it was", () => {
    fc.assert(
      fc.property(sellers, (all) => {
        for (const share of allotShares(all)) {
          const given = all.find((row) => row.listingId === share.listingId);
          if (given?.isFrozen && given.previous !== null) expect(share.percent).toBeCloseTo(given.previous, 6);
        }
      }),
    );
  });

  it("never give less to who sells faster, all else being equal", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 2, maxLength: 6 }), percent, percent, (speeds, a, b) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        const shares = allotShares(speeds.map((perDay, index) => one({ listingId: `${index}`, perDay, least, most })));
        const byId = new Map(shares.map((share) => [share.listingId, share.percent]));
        const order = speeds.map((perDay, index) => ({ perDay, percent: byId.get(`${index}`) ?? -1 }));
        order.sort((x, y) => x.perDay - y.perDay);
        for (const [index, { percent: share }] of order.entries()) {
          if (index > 0) expect(share).toBeGreaterThanOrEqual((order[index - 1]?.percent ?? 0) - 1e-9);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("go half way from what they were", () => {
    const shares = allotShares([
      one({ listingId: "a", perDay: 9, previous: 50 }),
      one({ listingId: "b", perDay: 1, previous: 50 }),
    ]);
    expect(shares.map((share) => share.percent)).toEqual([70, 30]);
    expect(shares[0]?.reason).toEqual({ proportion: 90, previous: 50, least: 0, most: 100, isFrozen: false });
  });

  it("are equal while nothing sells, and scale lower bounds that ask for more than there is", () => {
    expect(allotShares([one({ listingId: "a" }), one({ listingId: "b" })]).map((share) => share.percent)).toEqual([
      50, 50,
    ]);
    const greedy = [one({ listingId: "a", least: 90 }), one({ listingId: "b", least: 30 })];
    expect(allotShares(greedy).map((share) => share.percent)).toEqual([75, 25]);
  });
});

describe("velocity", () => {
  const days = fc.array(fc.nat(1_000), { minLength: 28, maxLength: 28 });

  it("lies between the slowest and the fastest day, and grows with every unit", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), fc.nat(27), (units, observed, raised) => {
        const counted = units.slice(0, observed);
        const perDay = measureVelocity(units, observed);
        expect(perDay).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-9);
        expect(perDay).toBeLessThanOrEqual(Math.max(...counted) + 1e-9);
        const more = units.map((one, day) => (day === raised ? one + 1 : one));
        expect(measureVelocity(more, observed)).toBeGreaterThanOrEqual(perDay);
      }),
    );
  });

  it("weighs a unit of a week ago half, and nothing before the thing was on sale", () => {
    const at = (day: number) => measureVelocity(days28(day), 28);
    expect(at(7) / at(0)).toBeCloseTo(0.5, 10);
    expect(at(14) / at(0)).toBeCloseTo(0.25, 10);
    expect(measureVelocity([4, 4], 2)).toBe(4);
    expect(measureVelocity([4, 4], 28)).toBeLessThan(1);
  });

  it("gives days of cover; none while nothing sells", () => {
    expect(daysOfCover(12, 4)).toBe(3);
    expect(daysOfCover(-2, 4)).toBe(0);
    expect(daysOfCover(12, 0)).toBeNull();
  });
});

function days28(sold: number): number[] {
  return Array.from({ length: 28 }, (_, day) => (day === sold ? 10 : 0));
}
