import { nowMs } from "../clock.ts";
import { numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { announceLevels } from "./announce.ts";
import { levelOf } from "./level-id.ts";
import type { Location, Shop } from "./shop.ts";
import { addTo, levelView, quantityNamed } from "./views.ts";

export interface ActivateArguments {
  inventoryItemId: string;
  locationId: string;
  available?: number | null;
  onHand?: number | null;
}

const quantityMax = 1_000_000_000;
const names = { available: "available", onHand: "on_hand" } as const;

/**
 * `inventoryActivate`: an item is stocked at a location. One that was stocked there before has its quantities again. Messages are those
 * of a real store (recorded 2026-04 and 2026-06, API 2026-04).
 */
export function activateLevel(world: World, shop: Shop, { inventoryItemId, locationId, ...wanted }: ActivateArguments) {
  const refused = (field: string, message: string) => ({
    inventoryLevel: null,
    userErrors: [{ field: [field], message }],
  });
  const variant = shop.variantByItem.get(numberOf("InventoryItem", inventoryItemId) ?? "");
  if (!variant) return refused("inventoryItemId", "The inventory item could not be found.");
  const location = shop.locations.get(numberOf("Location", locationId) ?? "");
  if (!location) return refused("locationId", "The location could not be found.");
  const given = (["available", "onHand"] as const).filter((name) => (wanted[name] ?? null) !== null);
  const active = shop.stocked(variant.itemId, location.id);
  if (active) {
    const userErrors = given.map((name) => ({
      field: [name],
      message: `Not allowed to set an ${names[name]} quantity when the item is already active at the location.`,
    }));
    return { inventoryLevel: levelView(shop, active), userErrors };
  }
  const problem = problemOf(given.map((name) => wanted[name] ?? 0));
  if (problem) return { inventoryLevel: null, userErrors: given.map((name) => notStocked(location, name, problem)) };
  const at = nowMs();
  const level = shop.level(variant.itemId, location.id, at);
  level.isActive = true;
  for (const name of given) addTo(level, "available", (wanted[name] ?? 0) - quantityNamed(level, names[name]), at);
  world.onChange();
  announceLevels(world, shop, [level]);
  return { inventoryLevel: levelView(shop, level), userErrors: [] };
}

/** `inventoryDeactivate`: an item is no longer stocked at a location. Its quantities are kept, and nothing is sold from them. */
export function deactivateLevel(world: World, shop: Shop, inventoryLevelId: string) {
  const level = levelOf(shop, inventoryLevelId);
  if (!level) {
    return { userErrors: [{ field: ["inventoryLevelId"], message: "The inventory level could not be found." }] };
  }
  level.isActive = false;
  world.onChange();
  return { userErrors: [] };
}

function problemOf(quantities: number[]): string | null {
  if (quantities.length > 1) return "not allowed to set available and on_hand quantities at the same time";
  const isSound = quantities.every((quantity) => Math.abs(quantity) <= quantityMax);
  return isSound ? null : "the quantity needs to be between -1 billion and 1 billion";
}

function notStocked(location: Location, field: string, problem: string) {
  return { field: [field], message: `The product couldn't be stocked at ${location.name} because ${problem}.` };
}
