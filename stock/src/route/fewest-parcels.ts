import { type Allotment, explain, wholeOrSplit } from "./allot.ts";
import type { Candidate } from "./candidates.ts";

/** The locations that the whole order is sent from, first choice first, as `chooseParcels` found them. */
export type Parcels = readonly string[];

/**
 * From the locations chosen for the whole order. Without such a choice, or when they have too little left: from the first that has
 * all units, else from the fullest ones, which are the fewest for one product.
 */
export function routeInFewestParcels(candidates: Candidate[], wanted: number, parcels: Parcels): Allotment[] {
  const chosen = parcels.flatMap((id) => candidates.find(({ location }) => location.id === id) ?? []);
  const taken = chosen.length > 0 ? wholeOrSplit(chosen, wanted) : [];
  const missing = wanted - taken.reduce((sum, one) => sum + one.units, 0);
  if (missing > 0) taken.push(...wholeOrSplit(fullestFirst(candidates, chosen, missing), missing));
  const count = new Set([...parcels, ...taken.map(({ candidate }) => candidate.location.id)]).size;
  return explain(taken, wanted, "fewest_parcels", () => count);
}

function fullestFirst(candidates: Candidate[], chosen: Candidate[], missing: number): Candidate[] {
  const others = candidates.filter((one) => !chosen.includes(one));
  // The first by priority goes before the fullest where either has all.
  return others.some((one) => one.units >= missing) ? others : others.sort((a, b) => b.units - a.units);
}
