import {
  available,
  beginDraft,
  candidates,
  type Draft,
  publish,
  route,
  ruleBook,
  type State,
} from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainIds, productOf, type SmallHub, smallHub } from "./worlds.ts";

const numRuns = 1_000;
const anyPlain = fc.constantFrom(...plainIds);
const anyCountry = fc.constantFrom("NL", "BE", "DE", null);
const wanted = fc.integer({ min: 1, max: 60 });

function draftOf(hub: SmallHub): Draft {
  const { products, locations, levels, channel } = hub;
  const state: State = {
    ...{ products, locations, levels, channels: new Map([[channel.id, channel]]), removedChannels: new Map() },
    ...{ operations: new Map(), listings: new Map(), soldListings: new Map(), published: new Map(), orders: new Map() },
    ...{ rules: [], reservations: [], shortages: [], expectations: [], holds: new Map() },
    ahead: { openUnits: null, velocity: new Map(), incoming: null, exposures: null },
  };
  return beginDraft(state, new Date(0), () => "no id is made");
}

function routeOf(hub: SmallHub, productId: string, country: string | null, quantity: number) {
  const found = candidates(draftOf(hub), { channelId: hub.channel.id, country }, productId);
  return { found, allotments: route("priority", found, quantity, { country, parcels: [] }) };
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
  it("takes all that is wanted, or all that there is, and never more than a location has", () => {
    fc.assert(
      fc.property(smallHub, anyPlain, anyCountry, wanted, (hub, productId, country, quantity) => {
        const { allotments } = routeOf(hub, productId, country, quantity);
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
      }),
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
});
