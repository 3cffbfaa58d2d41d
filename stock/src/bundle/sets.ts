import type { Part } from "../state.ts";

/** How many complete sets there are, and the component that there is too little of for one more. */
export interface Sets {
  sets: number;
  limitingProductId: string | null;
}

/** Units of a product at a location. */
export type UnitsAt = (productId: string, locationId: string) => number;

/** Sets whose components may come from different locations. */
export function splitSets(parts: Part[], locationIds: string[], unitsAt: UnitsAt): Sets {
  let fewest: Sets = { sets: Number.POSITIVE_INFINITY, limitingProductId: null };
  for (const part of parts) {
    const units = locationIds.reduce((sum, locationId) => sum + unitsAt(part.productId, locationId), 0);
    const sets = Math.floor(units / part.quantity);
    if (sets < fewest.sets) fewest = { sets, limitingProductId: part.productId };
  }
  return parts.length === 0 ? { sets: 0, limitingProductId: null } : fewest;
}

/** Sets that are complete at one location, added up over locations. The component named limits the fullest location. */
export function oneParcelSets(parts: Part[], locationIds: string[], unitsAt: UnitsAt): Sets {
  const perLocation = locationIds.map((locationId) => splitSets(parts, [locationId], unitsAt));
  const fullest = perLocation.reduce<Sets | null>((best, one) => (best && best.sets >= one.sets ? best : one), null);
  return {
    sets: perLocation.reduce((sum, one) => sum + one.sets, 0),
    limitingProductId: fullest?.limitingProductId ?? null,
  };
}
