import {
  available,
  beginDraft,
  type Channel,
  candidates,
  chooseParcels,
  type Draft,
  decodeReason,
  type Location,
  publish,
  route,
  routingWords,
  ruleBook,
  type State,
} from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainIds, productOf, type SmallHub, smallHub } from "./worlds.ts";

const numRuns = 1_000;
const anyPlain = fc.constantFrom(...plainIds);
const anyCountry = fc.constantFrom("NL", "BE", "DE", null);
const anyStrategy = fc.constantFrom("priority" as const, "fewest_parcels", "nearest", "most_stock");
const wanted = fc.integer({ min: 1, max: 60 });

function draftOf(hub: SmallHub): Draft {
  const { products, locations, levels, channel } = hub;
  const state: State = {
    ...{ products, locations, levels, channels: new Map([[channel.id, channel]]), removedChannels: new Map() },
    ...{ operations: new Map(), listings: new Map(), soldListings: new Map(), orders: new Map() },
    ...{ rules: [], reservations: [], shortages: [], expectations: [], holds: new Map() },
    ahead: { openUnits: null, velocity: new Map(), incoming: null, exposures: null, mayShow: new Map() },
  };
  return beginDraft(state, new Date(0), () => "no id is made");
}

function routeOf(
  hub: SmallHub,
  productId: string,
  country: string | null,
  quantity: number,
  strategy: Channel["strategy"] = "priority",
) {
  const found = candidates(draftOf(hub), { channelId: hub.channel.id, country }, productId);
  return { found, allotments: route(strategy, found, quantity, { country, parcels: ["south", "shop"] }) };
}

/** Whether a location may send a product to a country, said without a look at the code. */
function maySend(hub: SmallHub, productId: string, locationId: string, country: string | null): boolean {
  const location = hub.locations.get(locationId);
  if (!location?.isActive || location.kind === "channel_fulfilled") return false;
  if (!hub.channel.locationIds.includes(locationId)) return false;
  if (country !== null && location.shipsTo.length > 0 && !location.shipsTo.includes(country)) return false;
  return productOf(hub, productId).restrictions.every(
    (one) =>
      (one.locationId !== null && one.locationId !== locationId) || (one.country !== null && one.country !== country),
  );
}

describe("routing", () => {
  it("takes all that is wanted, or all that there is, and never more than a location has, by every strategy", () => {
    fc.assert(
      fc.property(
        smallHub,
        anyPlain,
        anyCountry,
        wanted,
        anyStrategy,
        (hub, productId, country, quantity, strategy) => {
          const { allotments } = routeOf(hub, productId, country, quantity, strategy);
          const reachable = (hub.levels.get(productId) ?? []).filter((one) =>
            maySend(hub, productId, one.locationId, country),
          );
          const total = reachable.reduce((sum, one) => sum + available(one), 0);
          expect(allotments.reduce((sum, one) => sum + one.units, 0)).toBe(Math.min(quantity, total));
          for (const { locationId, units } of allotments) {
            const level = reachable.find((one) => one.locationId === locationId);
            expect(units).toBeGreaterThan(0);
            expect(units).toBeLessThanOrEqual(level ? available(level) : 0);
          }
          expect(new Set(allotments.map((one) => one.locationId)).size).toBe(allotments.length);
        },
      ),
      { numRuns },
    );
  });

  it("sends one parcel from the first location that has all, else empties the first ones first", () => {
    fc.assert(
      fc.property(smallHub, anyPlain, anyCountry, wanted, (hub, productId, country, quantity) => {
        const { found, allotments } = routeOf(hub, productId, country, quantity);
        const priorities = found.map((one) => one.location.priority);
        expect(priorities).toEqual([...priorities].sort((a, b) => a - b));
        const whole = found.find((one) => one.units >= quantity);
        if (whole) {
          expect(allotments).toMatchObject([{ locationId: whole.location.id, units: quantity }]);
          return;
        }
        for (const [place, { locationId, units, reason }] of allotments.entries()) {
          expect(found[place]?.location.id).toBe(locationId);
          expect(reason).toContain("split");
          if (place < allotments.length - 1) expect(units).toBe(found[place]?.units);
        }
      }),
      { numRuns },
    );
  });

  it("finds every unit that is published, for an order whose country is not told", () => {
    fc.assert(
      fc.property(smallHub, anyPlain, (hub, productId) => {
        const { quantity } = publish(hub, ruleBook([]), hub.channel, productOf(hub, productId));
        const { allotments } = routeOf(hub, productId, null, quantity);
        expect(allotments.reduce((sum, one) => sum + one.units, 0)).toBe(quantity);
      }),
      { numRuns },
    );
  });

  it("empties near locations before it asks a far one", () => {
    fc.assert(
      fc.property(smallHub, anyPlain, anyCountry, wanted, (hub, productId, country, quantity) => {
        const { found, allotments } = routeOf(hub, productId, country, quantity, "nearest");
        const isNear = (id: string) => hub.locations.get(id)?.country === country;
        const isFarAsked = allotments.some((one) => !isNear(one.locationId));
        for (const { location, units } of found.filter((one) => isNear(one.location.id))) {
          const taken = allotments.find((one) => one.locationId === location.id)?.units ?? 0;
          if (isFarAsked) expect(taken).toBe(units);
        }
      }),
      { numRuns },
    );
  });

  it("gives every reason as three words that are read back", () => {
    fc.assert(
      fc.property(
        smallHub,
        anyPlain,
        anyCountry,
        wanted,
        anyStrategy,
        (hub, productId, country, quantity, strategy) => {
          const { allotments } = routeOf(hub, productId, country, quantity, strategy);
          for (const { reason, units } of allotments) {
            const extent = units === quantity ? "whole" : "split";
            expect(decodeReason(reason)).toMatchObject({ chooser: strategy, extent });
            expect(routingWords(reason)).not.toContain(":whole");
          }
        },
      ),
      { numRuns },
    );
  });
});

/** What up to four products want, and what each of five locations has of them. */
const orders = fc.record({
  wanted: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
  shelves: fc.array(fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
  used: fc.subarray([0, 1, 2, 3, 4]),
});

describe("the fewest parcels for a whole order", () => {
  it("are as few as trying every set of locations finds, beside those that leave anyway", () => {
    fc.assert(
      fc.property(orders, ({ wanted, shelves, used }) => {
        const location = (place: number): Location => ({
          ...{ id: `l${place}`, code: `l${place}`, kind: "warehouse", country: "NL" },
          ...{ shipsTo: [], priority: place, safetyStock: 0, isActive: true },
        });
        const sought = wanted.map((units, product) => ({
          wanted: units,
          candidates: shelves.flatMap((shelf, place) => {
            const there = shelf[product] ?? 0;
            return there > 0 ? [{ location: location(place), units: there }] : [];
          }),
        }));
        const chosen = chooseParcels(sought, new Set(used.map((place) => `l${place}`))).map((id) =>
          Number(id.slice(1)),
        );
        const total = (places: number[], product: number) =>
          places.reduce((sum, place) => sum + (shelves[place]?.[product] ?? 0), 0);
        const all = shelves.map((_, place) => place);
        const covers = (places: number[]) =>
          wanted.every((units, product) => total(places, product) >= Math.min(units, total(all, product)));
        expect(covers(chosen)).toBe(true);
        const sets = Array.from({ length: 2 ** shelves.length }, (_, bits) =>
          all.filter((place) => bits & (1 << place)),
        );
        const news = (places: number[]) => places.filter((place) => !used.includes(place)).length;
        const fewest = Math.min(...sets.filter((set) => covers([...new Set([...set, ...used])])).map(news));
        expect(news(chosen)).toBe(fewest);
      }),
      { numRuns },
    );
  });

  it("of very many locations are those that add most, one after the other", () => {
    const locationOf = (place: number): Location => ({
      ...{ id: `l${place}`, code: `l${place}`, kind: "warehouse", country: "NL" },
      ...{ shipsTo: [], priority: place, safetyStock: 0, isActive: true },
    });
    const shelves = Array.from({ length: 20 }, (_, place) => (place === 17 ? 9 : place === 18 ? 12 : 1));
    const found = shelves.map((units, place) => ({ location: locationOf(place), units }));
    expect(chooseParcels([{ wanted: 12, candidates: found }], new Set())).toEqual(["l18"]);
    expect(chooseParcels([{ wanted: 22, candidates: found }], new Set())).toEqual(["l18", "l17", "l0"]);
    expect(chooseParcels([{ wanted: 22, candidates: found }], new Set(["l17"]))).toEqual(["l17", "l18", "l0"]);
  });
});
