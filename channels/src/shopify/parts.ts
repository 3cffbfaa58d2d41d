import type { WantedQuantity } from "../connector.ts";
import type { Places, ShownAt } from "./read-quantities.ts";
import type { Part } from "./set-quantities.ts";

/**
 * What each location is to show: as the split says, or all at the first one when there is no split that adds up. Only what
 * changes is a part; the first location always is one, so that a row that changes nothing is still compared. Where the shop no longer
 * stocks the item nothing is written.
 */
export function partsOf(row: Pick<WantedQuantity, "quantity" | "split">, places: Places, shown: ShownAt): Part[] {
  const open = places.filter((_, place) => shown[place] !== null);
  const parts = open.map((locationId) => {
    return { locationId, quantity: unitsAt(row, locationId, open), from: shown[places.indexOf(locationId)] ?? 0 };
  });
  return parts.filter(({ quantity, from }, place) => place === 0 || quantity !== from);
}

function unitsAt(
  { quantity, split = [] }: Pick<WantedQuantity, "quantity" | "split">,
  at: string,
  places: string[],
): number {
  const known = split.filter(({ platformLocationId }) => places.includes(platformLocationId));
  const sum = known.reduce((total, part) => total + part.quantity, 0);
  const isSound = sum === quantity && known.every((part) => Number.isInteger(part.quantity) && part.quantity >= 0);
  if (!isSound) return at === places[0] ? quantity : 0;
  return known.find(({ platformLocationId }) => platformLocationId === at)?.quantity ?? 0;
}
