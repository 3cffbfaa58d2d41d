import type { Draft } from "../draft.ts";
import type { DraftExposure } from "./draft-exposure.ts";
import { capacity, draw, type Room } from "./place.ts";
import { draftRoom } from "./rooms.ts";

/** How many of these listings may draw on each location. */
export function sharersOf(all: DraftExposure[]): Map<string, number> {
  const sharers = new Map<string, number>();
  for (const id of all.flatMap((one) => one.drawing.locationIds)) sharers.set(id, (sharers.get(id) ?? 0) + 1);
  return sharers;
}

/**
 * Moves what listings hold to the locations that the fewest of them draw on, where that makes room for `starved`, which finds none
 * at its own. Nobody gets more or fewer units by it. `room`: what nobody would hold if none of them did. True when it made room.
 */
export function makeWay(draft: Draft, starved: DraftExposure[], all: DraftExposure[], room: Room): boolean {
  const before = new Map(starved.map((one) => [one, capacity(one.drawing, draftRoom(draft))]));
  const sharers = sharersOf(all);
  const moved = new Map<DraftExposure, DraftExposure["draws"]>();
  for (const one of [...all].sort((a, b) => a.drawing.locationIds.length - b.drawing.locationIds.length)) {
    const [drawing, units] = [{ ...one.drawing, sharers }, Math.max(0, one.units)];
    if (capacity(drawing, room) < units) return false;
    moved.set(one, draw(drawing, room, units));
  }
  if (!starved.some((one) => capacity(one.drawing, room) > (before.get(one) ?? 0))) return false;
  const { take } = draftRoom(draft);
  for (const [one, draws] of moved) {
    for (const { productId, locationId, units } of one.draws) take(productId, locationId, -units);
    for (const { productId, locationId, units } of draws) take(productId, locationId, units);
    one.draws = draws;
    one.isChanged = true;
  }
  return true;
}
