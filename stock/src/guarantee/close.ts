import { free } from "../available.ts";
import type { Draft, DraftLevel } from "../draft.ts";

/** Notes for each level whether more is exposed than is there, and why. The database refuses it without a reason. */
export function closeExposures(draft: Draft): void {
  for (const level of draft.levels.values()) {
    if (level.exposed === 0 && level.lapse === null) continue;
    const lapse = free(level) < 0 ? (level.lapse ?? causeOf(draft, level)) : null;
    if (lapse === level.lapse) continue;
    level.lapse = lapse;
    level.isChanged = true;
  }
}

function causeOf(draft: Draft, { productId, locationId }: DraftLevel) {
  const moves = draft.movements.filter((one) => one.productId === productId && one.locationId === locationId);
  // Shipping takes what was reserved, so it takes nothing of available.
  const lost = moves.some((one) => one.onHandDelta - one.unavailableDelta - Math.min(0, one.reservedDelta) < 0);
  return lost ? "units_lost" : (draft.lapses.get(`${productId}/${locationId}`) ?? "unknown");
}
