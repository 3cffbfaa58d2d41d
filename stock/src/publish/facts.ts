import type { Ahead, VelocityShare } from "../state.ts";

/** What the pipeline has to know of one listing beside its product and its channel. */
export interface ListingFacts {
  /** Units of the listing in open orders that the hub knows; null where nobody needs them. */
  openUnits: number | null;
  /** The share that velocity gives it; null while none was computed. */
  velocity: VelocityShare | null;
  /** What was dealt to it; null while it is not guaranteed. */
  dealt: Dealt | null;
}

/** The part of the stock that a guaranteed listing has for itself. */
export interface Dealt {
  quantity: number;
  /** What it will have once others have given it up; null where only the quantity is known. */
  part: number | null;
  /** Units that it may sell or may have sold already. */
  exposed: number;
}

/** A listing of which nothing else is known. */
export const noFacts: ListingFacts = { openUnits: null, velocity: null, dealt: null };

/** What was read of one listing. */
export function factsOf(
  { velocity }: Pick<Ahead, "velocity">,
  openUnits: ReadonlyMap<string, number> | null,
  listingId: string,
  dealt: Dealt | null = null,
): ListingFacts {
  if (openUnits === null && velocity.size === 0 && dealt === null) return noFacts;
  return { openUnits: openUnits && (openUnits.get(listingId) ?? 0), velocity: velocity.get(listingId) ?? null, dealt };
}
