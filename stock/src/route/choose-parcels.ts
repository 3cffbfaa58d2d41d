import type { Candidate } from "./candidates.ts";
import type { Parcels } from "./fewest-parcels.ts";

/** Where the units that an order seeks of one product could come from. */
export interface Sought {
  wanted: number;
  candidates: Candidate[];
}

/** Up to so many locations every combination is tried; with more the location that adds most is taken, one after the other. */
const exactMax = 12;

/**
 * The fewest locations that have everything an order seeks, as far as it is to be had at all, all its products together. Where the
 * order has a parcel already, another unit costs none. Among equals those of the best priority.
 */
export function chooseParcels(sought: Sought[], used: ReadonlySet<string>): Parcels {
  const offers = offersOf(sought);
  const needs = sought.map(({ wanted, candidates }) => Math.min(wanted, sum(candidates.map((one) => one.units))));
  const kept = offers.filter((offer) => used.has(offer.locationId));
  const others = offers.filter((offer) => !used.has(offer.locationId));
  const added = others.length <= exactMax ? smallest(needs, kept, others) : greedy(needs, kept, others);
  return [...kept, ...added].map((offer) => offer.locationId);
}

/** What a location has of each product sought. */
interface Offer {
  locationId: string;
  priority: number;
  code: string;
  units: number[];
}

function offersOf(sought: Sought[]): Offer[] {
  const offers = new Map<string, Offer>();
  for (const [index, { candidates }] of sought.entries()) {
    for (const { location, units } of candidates) {
      const { id: locationId, priority, code } = location;
      const offer = offers.get(locationId) ?? { locationId, priority, code, units: sought.map(() => 0) };
      offer.units[index] = units;
      offers.set(locationId, offer);
    }
  }
  return [...offers.values()].sort((a, b) => a.priority - b.priority || (a.code < b.code ? -1 : 1));
}

function smallest(needs: number[], kept: Offer[], others: Offer[]): Offer[] {
  for (let size = 0; size < others.length; size++) {
    const found = withMore(needs, kept, others, size);
    if (found) return found;
  }
  return others;
}

/** So many of the others that cover the needs together with what is kept; tried in the order of priority. */
function withMore(needs: number[], kept: Offer[], others: Offer[], size: number): Offer[] | null {
  if (size === 0) return covers(needs, kept) ? [] : null;
  for (const [place, offer] of others.entries()) {
    const rest = withMore(needs, [...kept, offer], others.slice(place + 1), size - 1);
    if (rest) return [offer, ...rest];
  }
  return null;
}

function greedy(needs: number[], kept: Offer[], others: Offer[]): Offer[] {
  const chosen: Offer[] = [];
  while (!covers(needs, [...kept, ...chosen])) {
    const before = coverage(needs, [...kept, ...chosen]);
    const gain = (offer: Offer) => coverage(needs, [...kept, ...chosen, offer]) - before;
    const open = others.filter((one) => !chosen.includes(one));
    chosen.push(open.reduce((most, one) => (gain(one) > gain(most) ? one : most)));
  }
  return chosen;
}

function covers(needs: number[], offers: Offer[]): boolean {
  return needs.every((need, index) => sum(offers.map((offer) => offer.units[index] ?? 0)) >= need);
}

function coverage(needs: number[], offers: Offer[]): number {
  return sum(needs.map((need, index) => Math.min(need, sum(offers.map((offer) => offer.units[index] ?? 0)))));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
