import { nowMs } from "../clock.ts";
import { idOf } from "../ids.ts";
import type { World } from "../world.ts";
import { answerChanges, type QuantityChange } from "./adjustment-group.ts";
import { refuseLedger, refuseState } from "./ledger-documents.ts";
import { type Refusal, refuseItem, refuseLocation, refuseOccasion, refuseStale } from "./quantity-rules.ts";
import type { Shop } from "./shop.ts";
import { addTo, quantityAt } from "./views.ts";

interface End {
  locationId: string;
  name: string;
  changeFromQuantity?: number | null;
  ledgerDocumentUri?: string | null;
}

interface Move {
  inventoryItemId: string;
  quantity: number;
  from: End;
  to: End;
}

export interface MoveQuantitiesInput {
  reason: string;
  referenceDocumentUri: string;
  changes: Move[];
}

/** Moves units from one state to another at one location: what lies there stays as much. All rows or none. */
export function moveQuantities(world: World, shop: Shop, input: MoveQuantitiesInput) {
  const occasion = refuseOccasion(input);
  const refusals =
    occasion.length > 0 ? occasion : input.changes.flatMap((move, index) => refuseMove(shop, move, String(index)));
  if (refusals.length > 0) return { inventoryAdjustmentGroup: null, userErrors: refusals };
  const at = nowMs();
  const changes = input.changes.flatMap((move) => moveOne(shop, move, at));
  return answerChanges(world, shop, input, changes, at);
}

function moveOne(shop: Shop, { inventoryItemId, quantity, from, to }: Move, at: number): QuantityChange[] {
  return [from, to].map((end) => {
    const level = shop.level(idOf("InventoryItem", inventoryItemId), idOf("Location", end.locationId), at);
    const delta = end === from ? -quantity : quantity;
    addTo(level, end.name, delta, at);
    return { level, name: end.name, delta, ledgerDocumentUri: end.ledgerDocumentUri ?? null };
  });
}

function refuseMove(shop: Shop, { inventoryItemId, from, to }: Move, index: string): Refusal[] {
  const row = ["input", "changes", index];
  const itemId = idOf("InventoryItem", inventoryItemId);
  const ends = [
    { end: from, field: [...row, "from"] },
    { end: to, field: [...row, "to"] },
  ];
  const rules: ((end: End, field: string[]) => Refusal[])[] = [
    (end, field) => refuseLocation(shop, idOf("Location", end.locationId), field),
    (end, field) => refuseState(end.name, [...field, "name"]),
    (end, field) => refuseLedger(end.name, end.ledgerDocumentUri ?? null, field),
    (end, field) => {
      const is = quantityAt(shop, itemId, idOf("Location", end.locationId), end.name);
      return refuseStale(is, end.changeFromQuantity ?? null, field);
    },
  ];
  const unknown = refuseItem(shop, itemId, row);
  if (unknown.length > 0) return unknown;
  if (from.locationId !== to.locationId) return [differentLocations(row)];
  for (const rule of rules) {
    const refusals = ends.flatMap(({ end, field }) => rule(end, field));
    if (refusals.length > 0) return refusals;
  }
  return [];
}

function differentLocations(field: string[]): Refusal {
  return { field, message: "The quantities can't be moved between different locations.", code: "DIFFERENT_LOCATIONS" };
}
