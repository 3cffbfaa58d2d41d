import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claim, deal } from "../../../stock/src/guarantee/partition.ts";
import { capacity } from "../../../stock/src/guarantee/place.ts";
import { anyDrawing, plainDrawing, ShelfRoom, shelfOf } from "./shelves.ts";

const numRuns = 2_000;

const weight = fc.oneof(
  fc.constant(1),
  fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100),
);
const max = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(30));

function claimsOf(drawing: typeof anyDrawing): fc.Arbitrary<Claim[]> {
  const one = fc.record({ drawing, weight: fc.oneof(weight, fc.constant(0)), max, held: fc.nat(10) });
  return fc
    .array(one, { minLength: 1, maxLength: 6 })
    .map((claims) => claims.map((claim, index) => ({ ...claim, listingId: `listing ${index}` })));
}

const someClaims = claimsOf(anyDrawing);
const nothing = () => 0;

describe("guaranteed parts", () => {
  it("never exceed what is free at any place, nor what a listing may have", () => {
    fc.assert(
      fc.property(someClaims, shelfOf(0, 60), (claims, shelf) => {
        const room = new ShelfRoom(shelf);
        const dealt = deal(claims, room, nothing);
        for (const [place, units] of room.units) expect(units, place).toBeGreaterThanOrEqual(0);
        for (const { listingId, max, weight } of claims) {
          const units = dealt.get(listingId) ?? Number.NaN;
          expect(Number.isInteger(units) && units >= 0).toBe(true);
          expect(units).toBeLessThanOrEqual(weight === 0 ? 0 : max);
        }
        expect(takenFrom(shelf, room)).toEqual(neededBy(claims, dealt));
      }),
      { numRuns },
    );
  });

  it("take nothing from a place that was overdrawn before", () => {
    fc.assert(
      fc.property(someClaims, shelfOf(-5, 10), (claims, shelf) => {
        const room = new ShelfRoom(shelf);
        deal(claims, room, nothing);
        for (const [place, units] of room.units) {
          expect(units, place).toBeGreaterThanOrEqual(Math.min(0, shelf.get(place) ?? 0));
        }
      }),
      { numRuns },
    );
  });

  it("come from places alone that may send them to the listing's channel", () => {
    fc.assert(
      fc.property(someClaims, shelfOf(0, 60), ([claim], shelf) => {
        const room = new ShelfRoom(shelf);
        if (claim) deal([claim], room, nothing);
        for (const [key, units] of shelf) {
          const [product = "", place = ""] = key.split("/");
          const isOpen = claim?.drawing.locationIds.includes(place) && claim.drawing.maySend(product, place);
          if (!isOpen) expect(room.units.get(key), key).toBe(units);
        }
      }),
      { numRuns },
    );
  });

  it("leave nothing that a listing could still take", () => {
    fc.assert(
      fc.property(someClaims, shelfOf(0, 60), (claims, shelf) => {
        const room = new ShelfRoom(shelf);
        const dealt = deal(claims, room, nothing);
        for (const claim of claims.filter(({ weight }) => weight > 0)) {
          const isFull = (dealt.get(claim.listingId) ?? 0) >= claim.max;
          expect(isFull || capacity(claim.drawing, room) === 0).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it("start from what is held, and take nothing of it away", () => {
    fc.assert(
      fc.property(someClaims, shelfOf(0, 60), (claims, shelf) => {
        const dealt = deal(claims, new ShelfRoom(shelf), ({ held }) => held);
        for (const { listingId, held } of claims) expect(dealt.get(listingId)).toBeGreaterThanOrEqual(held);
      }),
      { numRuns },
    );
  });

  it("are the same whatever order the listings come in", () => {
    const shuffled = someClaims.chain((claims) =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
    );
    fc.assert(
      fc.property(shuffled, shelfOf(0, 60), ([claims, others], shelf) => {
        const [one, other] = [claims, others].map((rows) => deal(rows, new ShelfRoom(shelf), nothing));
        expect(new Map([...(other ?? [])].sort())).toEqual(new Map([...(one ?? [])].sort()));
      }),
      { numRuns },
    );
  });
});

describe("guaranteed parts of one product", () => {
  const claims = claimsOf(fc.constant(plainDrawing));

  it("are those of a deal unit by unit to the one that has the least for its weight", () => {
    fc.assert(
      fc.property(claims, shelfOf(0, 2_000), (claims, shelf) => {
        expect(deal(claims, new ShelfRoom(shelf), nothing)).toEqual(dealOneByOne(claims, mugsOn(shelf)));
      }),
      { numRuns },
    );
  });

  it("only grow with the stock", () => {
    fc.assert(
      fc.property(claims, shelfOf(0, 300), fc.nat(40), (claims, shelf, more) => {
        const fuller = new Map(shelf).set("mug/south", (shelf.get("mug/south") ?? 0) + more);
        const before = deal(claims, new ShelfRoom(shelf), nothing);
        const after = deal(claims, new ShelfRoom(fuller), nothing);
        for (const [id, units] of before) expect(after.get(id)).toBeGreaterThanOrEqual(units);
      }),
      { numRuns },
    );
  });

  it("are no smaller for a greater weight", () => {
    fc.assert(
      fc.property(claims, shelfOf(0, 300), weight, (claims, shelf, more) => {
        const [first, ...others] = claims;
        if (!first || first.weight === 0) return;
        const before = deal(claims, new ShelfRoom(shelf), nothing).get(first.listingId) ?? 0;
        const heavier = [{ ...first, weight: first.weight + more }, ...others];
        expect(deal(heavier, new ShelfRoom(shelf), nothing).get(first.listingId)).toBeGreaterThanOrEqual(before);
      }),
      { numRuns },
    );
  });
});

function mugsOn(shelf: ReadonlyMap<string, number>): number {
  return plainDrawing.locationIds.reduce((sum, place) => sum + (shelf.get(`mug/${place}`) ?? 0), 0);
}

function dealOneByOne(claims: Claim[], units: number): Map<string, number> {
  const parts = new Map(claims.map(({ listingId }) => [listingId, 0]));
  const has = ({ listingId }: Claim) => parts.get(listingId) ?? 0;
  for (let left = units; left > 0; left--) {
    const open = claims.filter((one) => one.weight > 0 && has(one) < one.max);
    const [poorest] = open.sort(
      (a, b) => has(a) / a.weight - has(b) / b.weight || b.held - a.held || (a.listingId < b.listingId ? -1 : 1),
    );
    if (!poorest) break;
    parts.set(poorest.listingId, has(poorest) + 1);
  }
  return parts;
}

function takenFrom(shelf: ReadonlyMap<string, number>, room: ShelfRoom): Record<string, number> {
  const sums: Record<string, number> = { mug: 0, tea: 0, box: 0 };
  for (const [key, units] of shelf) {
    const [product = ""] = key.split("/");
    sums[product] = (sums[product] ?? 0) + units - (room.units.get(key) ?? 0);
  }
  return sums;
}

function neededBy(claims: Claim[], dealt: ReadonlyMap<string, number>): Record<string, number> {
  const sums: Record<string, number> = { mug: 0, tea: 0, box: 0 };
  for (const { listingId, drawing } of claims) {
    for (const { productId, quantity } of drawing.parts) {
      sums[productId] = (sums[productId] ?? 0) + quantity * (dealt.get(listingId) ?? 0);
    }
  }
  return sums;
}
