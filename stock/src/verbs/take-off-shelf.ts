import { available } from "../available.ts";
import { type Draft, levelAt, move } from "../draft.ts";
import { giveWay } from "../gives-way.ts";
import type { Order, OrderLine } from "../state.ts";
import { partsOf } from "./settle.ts";

/** Units of a line left the shelf that its receipt names: on hand falls there, and what was promised from them gives way. */
export function takeOffShelf(draft: Draft, operationId: string, { tillLocationId }: Order, line: OrderLine): void {
  if (tillLocationId === null) throw new Error(`order line ${line.id} was not sold at a till`);
  for (const { productId, quantity } of partsOf(draft, line)) {
    takeFrom(draft, operationId, { productId, locationId: tillLocationId }, line.shipped * quantity);
  }
}

function takeFrom(
  draft: Draft,
  operationId: string,
  place: { productId: string; locationId: string },
  units: number,
): void {
  const level = levelAt(draft, place.productId, place.locationId);
  const found = Math.max(0, units - level.onHand);
  if (found > 0) move(draft, operationId, place, { onHand: found });
  move(draft, operationId, place, { onHand: -units });
  giveWay(draft, operationId, place, "sold_at_till");
  const unsellable = -available(level);
  // What is left to blame are units that were set apart: one of them was sold.
  if (unsellable > 0) move(draft, operationId, place, { unavailable: -unsellable });
}
