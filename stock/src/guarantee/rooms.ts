import { free } from "../available.ts";
import { type Draft, levelAt } from "../draft.ts";
import type { Draw } from "./exposure.ts";
import { type Kept, keepBack } from "./kept-back.ts";
import type { Room } from "./place.ts";
import type { Rooms } from "./plan.ts";

/** The draft's own levels as room: what is taken is exposed. */
export function draftRoom(draft: Draft): Room {
  return {
    free: (productId, locationId) => free(levelAt(draft, productId, locationId)),
    take: (productId, locationId, units) => {
      if (units === 0) return;
      const level = levelAt(draft, productId, locationId);
      level.exposed += units;
      level.isChanged = true;
      draft.touched.add(productId);
    },
  };
}

/** Room for a plan, which changes nothing of the draft. */
export function roomsOf(draft: Draft, draws: Draw[], kept: Kept): Rooms {
  const levels = draws.map((one) => levelAt(draft, one.productId, one.locationId));
  return {
    free: () => keepBack(overlay(draft, []), kept),
    whole: () => keepBack(overlay(draft, draws), kept),
    isOverdrawn: levels.some((level) => free(level) < 0),
    isTight: levels.some((level) => free(level) < safetyStock(draft, level.locationId)),
  };
}

/** What the draft has free, less each location's own safety stock, as if these draws were given back. */
function overlay(draft: Draft, givenBack: Draw[]): Room {
  const changes = new Map<string, number>();
  const change = (productId: string, locationId: string, units: number) => {
    const key = `${productId}/${locationId}`;
    changes.set(key, (changes.get(key) ?? 0) + units);
  };
  for (const one of givenBack) change(one.productId, one.locationId, one.units);
  return {
    free: (productId, locationId) =>
      free(levelAt(draft, productId, locationId)) -
      safetyStock(draft, locationId) +
      (changes.get(`${productId}/${locationId}`) ?? 0),
    take: (productId, locationId, units) => change(productId, locationId, -units),
  };
}

function safetyStock(draft: Draft, locationId: string): number {
  return draft.state.locations.get(locationId)?.safetyStock ?? 0;
}
