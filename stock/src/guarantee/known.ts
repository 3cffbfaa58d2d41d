import type { Exposure } from "./exposure.ts";

/** A guaranteed listing as it was read: its exposure, and what is believed of its platform. */
export interface KnownExposure extends Exposure {
  /** What the platform shows once the write under way is done, as far as orders are known; null when that is not known. */
  shown: number | null;
}

/** Why more may be sold than is there, while it is so. */
export const lapses = ["switching", "units_lost", "cancelled", "shipped_there", "edited_there", "unknown"] as const;

export type Lapse = (typeof lapses)[number];
