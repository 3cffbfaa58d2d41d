import type { LevelFragment } from "../../graphql/generated/graphql.ts";

type Location = LevelFragment["location"];

/** A location where a person may change stock, and the units on hand there now. */
export interface Place {
  location: Location;
  onHand: number;
}

/** The locations that the hub may write to, those that hold the product first. */
export function placesOf(locations: readonly Location[], levels: readonly LevelFragment[]): Place[] {
  const held = new Map(levels.map((level) => [level.location.id, level.onHand]));
  return locations
    .filter((location) => location.isActive && location.kind !== "channel_fulfilled")
    .map((location) => ({ location, onHand: held.get(location.id) ?? 0 }))
    .sort((one, other) => Number(held.has(other.location.id)) - Number(held.has(one.location.id)));
}
