import { nowMs, toSeconds } from "../clock.ts";
import { gid, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { announceLevels } from "./announce.ts";
import type { Level, Shop } from "./shop.ts";
import { itemView, locationView, quantityNamed } from "./views.ts";

export interface SetQuantitiesInput {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  quantities: { inventoryItemId: string; locationId: string; quantity: number; changeFromQuantity?: number | null }[];
}

interface Refusal {
  field: string[] | null;
  message: string;
  code: string;
}

interface Row {
  itemId: string;
  locationId: string;
  quantity: number;
  expected: number | null;
}

/** The reasons that a real store lists in its refusal of another one (recorded 2026-05-07, API 2026-04). */
const reasons = [
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
];
const quantityMax = 1_000_000_000;

/** Sets quantities, each only if it is still what the caller expects. All rows or none. */
export function setQuantities(world: World, shop: Shop, input: SetQuantitiesInput) {
  const refusals = refuse(shop, input);
  if (refusals.length > 0) return { inventoryAdjustmentGroup: null, userErrors: refusals };
  const at = nowMs();
  const changes = input.quantities.map(readRow).flatMap((row) => setOne(shop, input.name, row, at));
  if (changes.length === 0) return { inventoryAdjustmentGroup: null, userErrors: [] };
  world.onChange();
  announceLevels(
    world,
    shop,
    changes.map(({ level }) => level),
  );
  return { inventoryAdjustmentGroup: group(world, shop, input, changes, at), userErrors: [] };
}

interface Change {
  level: Level;
  delta: number;
}

/** Both names move together: on hand is available plus what is committed, and committed is not touched. */
function setOne(shop: Shop, name: string, row: Row, at: number): Change[] {
  const level = shop.level(row.itemId, row.locationId, at);
  const delta = row.quantity - quantityNamed(level, name);
  if (delta === 0) return [];
  level.available += delta;
  level.updatedAt = at;
  return [{ level, delta }];
}

function group(world: World, shop: Shop, input: SetQuantitiesInput, changes: Change[], at: number) {
  const rows = changes.flatMap(({ level, delta }) => {
    const variant = shop.variantByItem.get(level.itemId);
    const location = shop.locations.get(level.locationId);
    return ["available", "on_hand"].map((name) => ({
      name,
      delta,
      // Real shops answer null here; nobody may rely on it.
      quantityAfterChange: null,
      item: variant ? itemView(shop, variant) : null,
      location: location ? locationView(shop, location) : null,
    }));
  });
  return {
    __typename: "InventoryAdjustmentGroup",
    id: gid("InventoryAdjustmentGroup", world.ids.next("InventoryAdjustmentGroup")),
    createdAt: toSeconds(at),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    app: { id: gid("App", "580222"), title: "Stockpool" },
    changes: () => rows,
  };
}

/** Checks in the order in which a real store was seen to answer: the call as a whole, then ids and bounds, then staleness. */
function refuse(shop: Shop, input: SetQuantitiesInput): Refusal[] {
  const whole = refuseWhole(input);
  if (whole.length > 0) return whole;
  const rows = input.quantities.map(readRow);
  const duplicates = refuseDuplicates(rows);
  if (duplicates.length > 0) return duplicates;
  const wrong = rows.flatMap((row, index) => refuseRow(shop, input.name, row, index));
  return wrong.length > 0 ? wrong : rows.flatMap((row, index) => refuseStale(shop, input.name, row, index));
}

function refuseWhole(input: SetQuantitiesInput): Refusal[] {
  if (input.name !== "available" && input.name !== "on_hand") {
    const message = "The quantity name must be either 'available' or 'on_hand'.";
    return [{ field: ["input", "name"], message, code: "INVALID_NAME" }];
  }
  if (!reasons.includes(input.reason)) {
    const message = `The specified reason is invalid. Valid values are: ${reasons.join(", ")}.`;
    return [{ field: ["input", "reason"], message, code: "INVALID_REASON" }];
  }
  const reference = input.referenceDocumentUri;
  if (reference != null && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(reference)) {
    const message = "The specified reference document is invalid.";
    return [{ field: ["input", "referenceDocumentUri"], message, code: "INVALID_REFERENCE_DOCUMENT" }];
  }
  return [];
}

function refuseDuplicates(rows: Row[]): Refusal[] {
  const times = new Map<string, number>();
  const keyOf = (row: Row) => `${row.itemId}/${row.locationId}`;
  for (const row of rows) times.set(keyOf(row), (times.get(keyOf(row)) ?? 0) + 1);
  const message = "The combination of inventoryItemId and locationId must be unique.";
  const code = "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR";
  return rows.flatMap((row, index) =>
    (times.get(keyOf(row)) ?? 0) > 1 ? [{ field: fieldOf(index, "locationId"), message, code }] : [],
  );
}

function refuseRow(shop: Shop, name: string, row: Row, index: number): Refusal[] {
  const refused = (field: string, message: string, code: string) => [{ field: fieldOf(index, field), message, code }];
  const variant = shop.variantByItem.get(row.itemId);
  if (!variant) {
    return refused("inventoryItemId", "The specified inventory item could not be found.", "INVALID_INVENTORY_ITEM");
  }
  if (!shop.locations.has(row.locationId)) {
    return refused("locationId", "The specified location could not be found.", "INVALID_LOCATION");
  }
  if (variant.requiresComponents) {
    return refused("inventoryItemId", "The specified inventory item is not mutable.", "NON_MUTABLE_INVENTORY_ITEM");
  }
  if (row.quantity > quantityMax) {
    return refused("quantity", "The quantity can't be higher than 1,000,000,000.", "INVALID_QUANTITY_TOO_HIGH");
  }
  if (name === "on_hand" && row.quantity < 0) {
    return refused("quantity", "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
  }
  if (row.quantity < -quantityMax) {
    return refused("quantity", "The quantity can't be lower than -1,000,000,000.", "INVALID_QUANTITY_TOO_LOW");
  }
  return [];
}

function refuseStale(shop: Shop, name: string, row: Row, index: number): Refusal[] {
  if (row.expected === null) return [];
  const level = shop.findLevel(row.itemId, row.locationId);
  if ((level ? quantityNamed(level, name) : 0) === row.expected) return [];
  const message = "The changeFromQuantity value does not match persisted value.";
  return [{ field: fieldOf(index, "changeFromQuantity"), message, code: "CHANGE_FROM_QUANTITY_STALE" }];
}

function readRow(row: SetQuantitiesInput["quantities"][number]): Row {
  return {
    itemId: numberOf("InventoryItem", row.inventoryItemId) ?? row.inventoryItemId,
    locationId: numberOf("Location", row.locationId) ?? row.locationId,
    quantity: row.quantity,
    expected: row.changeFromQuantity ?? null,
  };
}

function fieldOf(index: number, name: string): string[] {
  return ["input", "quantities", String(index), name];
}
