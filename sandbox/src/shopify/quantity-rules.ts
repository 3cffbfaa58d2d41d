import { GraphQLError } from "graphql";
import type { Shop } from "./shop.ts";

/** Why Shopify refuses a change of quantities, and where the cause stands in the input. */
export interface Refusal {
  field: string[] | null;
  message: string;
  code: string;
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

/** What is wrong with the change as a whole. */
export function refuseOccasion(input: { reason: string; referenceDocumentUri?: string | null }): Refusal[] {
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

/** Whether there is such an item whose stock can be written. */
export function refuseItem(shop: Shop, itemId: string, row: string[]): Refusal[] {
  const field = [...row, "inventoryItemId"];
  const variant = shop.variantByItem.get(itemId);
  if (!variant) {
    return [{ field, message: "The specified inventory item could not be found.", code: "INVALID_INVENTORY_ITEM" }];
  }
  if (!variant.requiresComponents) return [];
  return [{ field, message: "The specified inventory item is not mutable.", code: "NON_MUTABLE_INVENTORY_ITEM" }];
}

/** Whether there is such a location. */
export function refuseLocation(shop: Shop, locationId: string, row: string[]): Refusal[] {
  if (shop.locations.has(locationId)) return [];
  const message = "The specified location could not be found.";
  return [{ field: [...row, "locationId"], message, code: "INVALID_LOCATION" }];
}

/** A quantity that is not what the caller expects refuses the whole call. */
export function refuseStale(is: number, expected: number | null, row: string[]): Refusal[] {
  if (expected === null || expected === is) return [];
  const message = "The changeFromQuantity value does not match persisted value.";
  return [{ field: [...row, "changeFromQuantity"], message, code: "CHANGE_FROM_QUANTITY_STALE" }];
}

/** The schema lets changeFromQuantity be left out; the platform does not, from 2026-04 on. */
export function requireExpectation(inputType: string, rows: object[]): void {
  if (rows.every((row) => "changeFromQuantity" in row)) return;
  throw new GraphQLError(`${inputType} must include the following argument: changeFromQuantity.`, {
    extensions: { code: "INVALID_FIELD_ARGUMENTS" },
  });
}
