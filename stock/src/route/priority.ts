import { type Allotment, explain, wholeOrSplit } from "./allot.ts";
import type { Candidate } from "./candidates.ts";

/** From the first location, by priority, that has all units; else from one after the other in that order. */
export function routeByPriority(candidates: Candidate[], wanted: number): Allotment[] {
  return explain(wholeOrSplit(candidates, wanted), wanted, "priority", ({ location }) => location.priority);
}
