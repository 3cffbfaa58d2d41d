import type { Candidate } from "./candidates.ts";
import { type Chooser, encodeReason } from "./reason.ts";

/** So many units from one location, and why from there. */
export interface Allotment {
  locationId: string;
  units: number;
  reason: string;
}

/** All units from the first candidate that has them, else from one after the other; fewer than asked when there are no more. */
export function wholeOrSplit(candidates: Candidate[], wanted: number): Taken[] {
  const whole = candidates.find((one) => one.units >= wanted);
  if (whole) return [{ candidate: whole, units: wanted }];
  const taken: Taken[] = [];
  let missing = wanted;
  for (const candidate of candidates) {
    if (missing === 0) break;
    const units = Math.min(candidate.units, missing);
    taken.push({ candidate, units });
    missing -= units;
  }
  return taken;
}

/** Units taken from a candidate. */
export interface Taken {
  candidate: Candidate;
  units: number;
}

/** What was taken, each with its reason. */
export function explain(
  taken: Taken[],
  wanted: number,
  chooser: Chooser,
  figureOf: (candidate: Candidate) => string | number,
): Allotment[] {
  return taken.map(({ candidate, units }) => {
    const extent = units === wanted ? "whole" : "split";
    const reason = encodeReason({ chooser, extent, figure: String(figureOf(candidate)) });
    return { locationId: candidate.location.id, units, reason };
  });
}
