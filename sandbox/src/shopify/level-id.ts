import { gid } from "../ids.ts";
import type { Level, Shop } from "./shop.ts";

/** The number in a level's id is its location's, the same for every item there, and not that of the location itself. */
function groupOf(locationId: string): string {
  return String(BigInt(locationId) + 143_248_174_848n);
}

/** The global id of an item's level at a location. */
export function levelId({ itemId, locationId }: Pick<Level, "itemId" | "locationId">): string {
  return `${gid("InventoryLevel", groupOf(locationId))}?inventory_item_id=${itemId}`;
}

/** The level with this global id; undefined when the shop has none. */
export function levelOf(shop: Shop, globalId: string): Level | undefined {
  const itemId = globalId.split("?inventory_item_id=")[1] ?? "";
  const place = [...shop.locations.keys()].find((locationId) => levelId({ itemId, locationId }) === globalId);
  return place === undefined ? undefined : shop.findLevel(itemId, place);
}
