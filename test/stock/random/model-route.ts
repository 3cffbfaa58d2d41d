import { countryOf, type PlaceName, type Strategy } from "./shop.ts";

/** A place that may send, and how many units it has free; several in the order of their priority. */
export interface Found {
  place: PlaceName;
  units: number;
}

/** What of an order a strategy looks at; `parcels` are the places chosen for all of it. */
interface Sought {
  country: string | null;
  parcels: readonly PlaceName[];
}

/** Where so many units come from, said as simply as it can be. */
export function routed(strategy: Strategy, all: Found[], wanted: number, { country, parcels }: Sought): Found[] {
  const found = all.filter(({ units }) => units > 0);
  switch (strategy) {
    case "priority":
      return wholeOrSplit(found, wanted);
    case "most_stock":
      return wholeOrSplit(fullestFirst(found), wanted);
    case "nearest": {
      const near = found.filter(({ place }) => countryOf[place] === country);
      const there = Math.min(wanted, sum(near));
      const far = found.filter((one) => !near.includes(one));
      return [...wholeOrSplit(near, there), ...wholeOrSplit(far, wanted - there)];
    }
    case "fewest_parcels": {
      const chosen = parcels.flatMap((place) => found.find((one) => one.place === place) ?? []);
      const taken = wholeOrSplit(chosen, wanted);
      const missing = wanted - sum(taken);
      const others = found.filter((one) => !chosen.includes(one));
      const hasAll = others.some(({ units }) => units >= missing);
      return [...taken, ...wholeOrSplit(hasAll ? others : fullestFirst(others), missing)];
    }
  }
}

/** The fewest places that have what an order seeks, as far as it is to be had; where a parcel leaves anyway costs nothing. */
export function parcelsFor(sought: { wanted: number; found: Found[] }[], used: PlaceName[]): PlaceName[] {
  const places = (["north", "south"] as const).filter((place) =>
    sought.some(({ found }) => found.some((one) => one.place === place && one.units > 0)),
  );
  const has = (from: PlaceName[], found: Found[]) => sum(found.filter(({ place }) => from.includes(place)));
  const covers = (from: PlaceName[]) =>
    sought.every(({ wanted, found }) => has(from, found) >= Math.min(wanted, has(places, found)));
  const kept = places.filter((place) => used.includes(place));
  const others = places.filter((place) => !used.includes(place));
  const added = [[], ...others.map((place) => [place]), others].find((more) => covers([...kept, ...more]));
  return [...kept, ...(added ?? others)];
}

function wholeOrSplit(found: Found[], wanted: number): Found[] {
  if (wanted <= 0) return [];
  const whole = found.find(({ units }) => units >= wanted);
  if (whole) return [{ place: whole.place, units: wanted }];
  let missing = wanted;
  return found.map(({ place, units }) => {
    const taken = Math.min(units, missing);
    missing -= taken;
    return { place, units: taken };
  });
}

function fullestFirst(found: Found[]): Found[] {
  return [...found].sort((a, b) => b.units - a.units);
}

function sum(found: Found[]): number {
  return found.reduce((total, { units }) => total + units, 0);
}
