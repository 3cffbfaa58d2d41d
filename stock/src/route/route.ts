import type { Candidate } from "./candidates.ts";

/** So many units from one location, and why from there. */
export interface Allotment {
  locationId: string;
  units: number;
  reason: string;
}

/** Takes units from the candidates in their order, as few places as that order allows; less than asked when there is no more. */
export function routeByPriority(candidates: Candidate[], wanted: number): Allotment[] {
  const whole = candidates.find((one) => one.units >= wanted);
  if (whole) return [{ locationId: whole.location.id, units: wanted, reason: reasonOf(whole, "first with all units") }];
  const allotments: Allotment[] = [];
  let missing = wanted;
  for (const candidate of candidates) {
    if (missing === 0) break;
    const units = Math.min(candidate.units, missing);
    allotments.push({ locationId: candidate.location.id, units, reason: reasonOf(candidate, "split") });
    missing -= units;
  }
  return allotments;
}

function reasonOf(candidate: Candidate, why: string): string {
  return `priority ${candidate.location.priority}, ${why}`;
}
