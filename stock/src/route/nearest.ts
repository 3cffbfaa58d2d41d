import { type Allotment, explain, wholeOrSplit } from "./allot.ts";
import type { Candidate } from "./candidates.ts";

/**
 * From locations in the order's own country as far as they reach, then from the others; by priority within each. Near units go
 * first even if a far location could send all in one parcel. Of an order without a country none is near.
 */
export function routeNearest(candidates: Candidate[], wanted: number, country: string | null): Allotment[] {
  const near = candidates.filter(({ location }) => location.country === country);
  const far = candidates.filter(({ location }) => location.country !== country);
  const unitsNear = Math.min(
    wanted,
    near.reduce((sum, one) => sum + one.units, 0),
  );
  const taken = unitsNear > 0 ? wholeOrSplit(near, unitsNear) : [];
  if (unitsNear < wanted) taken.push(...wholeOrSplit(far, wanted - unitsNear));
  return explain(taken, wanted, "nearest", ({ location }) => (location.country === country ? "near" : "far"));
}
