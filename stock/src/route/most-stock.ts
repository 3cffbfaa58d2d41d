import { type Allotment, explain, wholeOrSplit } from "./allot.ts";
import type { Candidate } from "./candidates.ts";

/** From the location that has most units free, then the next fullest; by priority where they have as many. */
export function routeByMostStock(candidates: Candidate[], wanted: number): Allotment[] {
  const fullestFirst = [...candidates].sort((a, b) => b.units - a.units);
  return explain(wholeOrSplit(fullestFirst, wanted), wanted, "most_stock", ({ units }) => units);
}
