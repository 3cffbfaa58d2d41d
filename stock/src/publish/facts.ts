import type { Ahead } from "../state.ts";

/** What the pipeline has to know of one listing beside its product and its channel. */
export interface ListingFacts {
  /** Units of the listing in open orders that the hub knows; null where nobody needs them. */
  openUnits: number | null;
  /** The share that velocity gives it; null while none was computed. */
  velocity: VelocityShare | null;
}

export interface VelocityShare {
  percent: number;
  perDay: number;
}

/** A listing of which nothing else is known. */
export const noFacts: ListingFacts = { openUnits: null, velocity: null };

/** What was read of one listing. */
export function factsOf(
  { velocity }: Pick<Ahead, "velocity">,
  openUnits: ReadonlyMap<string, number> | null,
  listingId: string,
): ListingFacts {
  if (openUnits === null && velocity.size === 0) return noFacts;
  return { openUnits: openUnits && (openUnits.get(listingId) ?? 0), velocity: velocity.get(listingId) ?? null };
}
