import { nowMs } from "../clock.ts";
import { idOf } from "../ids.ts";
import type { World } from "../world.ts";
import { answerChanges, withOnHand } from "./adjustment-group.ts";
import { refuseLedger, refuseState } from "./ledger-documents.ts";
import { type Refusal, refuseItem, refuseLocation, refuseOccasion, refuseStale } from "./quantity-rules.ts";
import type { Shop } from "./shop.ts";
import { addTo, quantityAt } from "./views.ts";

export interface AdjustQuantitiesInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  changes: {
    inventoryItemId: string;
    locationId: string;
    delta: number;
    changeFromQuantity?: number | null;
    ledgerDocumentUri?: string | null;
  }[];
}

/** Adds to one kind of quantity. All rows or none. */
export function adjustQuantities(world: World, shop: Shop, input: AdjustQuantitiesInput) {
  const refusals = refuse(shop, input);
  if (refusals.length > 0) return { inventoryAdjustmentGroup: null, userErrors: refusals };
  const at = nowMs();
  const changes = input.changes
    .filter(({ delta }) => delta !== 0)
    .map((row) => {
      const level = shop.level(idOf("InventoryItem", row.inventoryItemId), idOf("Location", row.locationId), at);
      addTo(level, input.name, row.delta, at);
      return { level, name: input.name, delta: row.delta, ledgerDocumentUri: row.ledgerDocumentUri ?? null };
    });
  return answerChanges(world, shop, input, withOnHand(changes), at);
}

function refuse(shop: Shop, input: AdjustQuantitiesInput): Refusal[] {
  const { name, changes } = input;
  const whole = [...refuseState(name, ["input", "name"]), ...refuseOccasion(input)].slice(0, 1);
  if (whole.length > 0) return whole;
  const wrong = changes.flatMap((row, index) => {
    const field = ["input", "changes", String(index)];
    const [unknown] = [
      ...refuseItem(shop, idOf("InventoryItem", row.inventoryItemId), field),
      ...refuseLocation(shop, idOf("Location", row.locationId), field),
    ];
    return unknown ? [unknown] : refuseLedger(name, row.ledgerDocumentUri ?? null, field);
  });
  if (wrong.length > 0) return wrong;
  if (new Set(changes.map(({ ledgerDocumentUri }) => ledgerDocumentUri ?? null)).size > 1) return [severalDocuments];
  return changes.flatMap((row, index) => {
    const is = quantityAt(shop, idOf("InventoryItem", row.inventoryItemId), idOf("Location", row.locationId), name);
    return refuseStale(is, row.changeFromQuantity ?? null, ["input", "changes", String(index)]);
  });
}

const severalDocuments: Refusal = {
  field: ["input", "changes"],
  message:
    "All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.",
  code: "MAX_ONE_LEDGER_DOCUMENT",
};
