import { nowMs } from "../clock.ts";
import { idOf } from "../ids.ts";
import type { World } from "../world.ts";
import { answerChanges, type QuantityChange, withOnHand } from "./adjustment-group.ts";
import { type Refusal, refuseItem, refuseLocation, refuseOccasion, refuseStale } from "./quantity-rules.ts";
import type { Shop } from "./shop.ts";
import { quantityAt, quantityNamed } from "./views.ts";

interface RowInput {
  inventoryItemId: string;
  locationId: string;
  quantity: number;
  changeFromQuantity?: number | null;
}

export interface SetQuantitiesInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  quantities: RowInput[];
}

export interface SetOnHandInput {
  reason: string;
  referenceDocumentUri?: string | null;
  setQuantities: RowInput[];
}

interface Row {
  itemId: string;
  locationId: string;
  quantity: number;
  expected: number | null;
}

const quantityMax = 1_000_000_000;

/** Sets quantities, each only if it is still what the caller expects. All rows or none; `list`: what the input calls them. */
export function setQuantities(world: World, shop: Shop, input: SetQuantitiesInput, list = "quantities") {
  const refusals = refuse(shop, input, list);
  if (refusals.length > 0) return { inventoryAdjustmentGroup: null, userErrors: refusals };
  const at = nowMs();
  const changes = input.quantities.map(readRow).flatMap((row) => setOne(shop, input.name, row, at));
  return answerChanges(world, shop, input, withOnHand(changes), at);
}

/** `inventorySetOnHandQuantities`, the older way to set what lies there. */
export function setOnHandQuantities(world: World, shop: Shop, { setQuantities: quantities, ...input }: SetOnHandInput) {
  return setQuantities(world, shop, { ...input, name: "on_hand", quantities }, "setQuantities");
}

/** Both names move together: on hand is available plus what is committed, and committed is not touched. */
function setOne(shop: Shop, name: string, row: Row, at: number): QuantityChange[] {
  const level = shop.level(row.itemId, row.locationId, at);
  const delta = row.quantity - quantityNamed(level, name);
  if (delta === 0) return [];
  level.available += delta;
  level.updatedAt = at;
  return [{ level, name: "available", delta }];
}

/** Checks in the order in which a real store was seen to answer: the call as a whole, then ids and bounds, then staleness. */
function refuse(shop: Shop, input: SetQuantitiesInput, list: string): Refusal[] {
  const whole = [...refuseName(input.name), ...refuseOccasion(input)].slice(0, 1);
  if (whole.length > 0) return whole;
  const rows = input.quantities.map(readRow);
  const duplicates = refuseDuplicates(rows, list);
  if (duplicates.length > 0) return duplicates;
  const wrong = rows.flatMap((row, index) => refuseRow(shop, input.name, row, at(list, index)));
  if (wrong.length > 0) return wrong;
  return rows.flatMap((row, index) => {
    const is = quantityAt(shop, row.itemId, row.locationId, input.name);
    return refuseStale(is, row.expected, at(list, index));
  });
}

function refuseName(name: string): Refusal[] {
  if (name === "available" || name === "on_hand") return [];
  const message = "The quantity name must be either 'available' or 'on_hand'.";
  return [{ field: ["input", "name"], message, code: "INVALID_NAME" }];
}

function refuseDuplicates(rows: Row[], list: string): Refusal[] {
  const times = new Map<string, number>();
  const keyOf = (row: Row) => `${row.itemId}/${row.locationId}`;
  for (const row of rows) times.set(keyOf(row), (times.get(keyOf(row)) ?? 0) + 1);
  const message = "The combination of inventoryItemId and locationId must be unique.";
  const code = "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR";
  return rows.flatMap((row, index) =>
    (times.get(keyOf(row)) ?? 0) > 1 ? [{ field: [...at(list, index), "locationId"], message, code }] : [],
  );
}

function refuseRow(shop: Shop, name: string, row: Row, field: string[]): Refusal[] {
  const [unknown] = [...refuseItem(shop, row.itemId, field), ...refuseLocation(shop, row.locationId, field)];
  if (unknown) return [unknown];
  const refused = (message: string, code: string) => [{ field: [...field, "quantity"], message, code }];
  if (row.quantity > quantityMax) {
    return refused("The quantity can't be higher than 1,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
  }
  if (name === "on_hand" && row.quantity < 0) {
    return refused("The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
  }
  if (row.quantity < -quantityMax) {
    return refused("The quantity can't be lower than -1,000,000,000.", "INVALID_QUANTITY_TOO_LOW");
  }
  return [];
}

function readRow(row: RowInput): Row {
  return {
    itemId: idOf("InventoryItem", row.inventoryItemId),
    locationId: idOf("Location", row.locationId),
    quantity: row.quantity,
    expected: row.changeFromQuantity ?? null,
  };
}

function at(list: string, index: number): string[] {
  return ["input", list, String(index)];
}
