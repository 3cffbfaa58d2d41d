import { nowMs } from "../clock.ts";
import { numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import type { Shop } from "./shop.ts";
import { itemView } from "./views.ts";

export interface ItemInput {
  tracked?: boolean | null;
}

/** `inventoryItemUpdate`: whether the shop tracks an item's stock. */
export function updateItem(world: World, shop: Shop, id: string, { tracked }: ItemInput) {
  const variant = shop.variantByItem.get(numberOf("InventoryItem", id) ?? "");
  if (!variant) {
    return { inventoryItem: null, userErrors: [{ field: ["id"], message: "The inventory item could not be found." }] };
  }
  variant.tracked = tracked ?? variant.tracked;
  variant.updatedAt = nowMs();
  world.onChange();
  return { inventoryItem: itemView(shop, variant), userErrors: [] };
}
