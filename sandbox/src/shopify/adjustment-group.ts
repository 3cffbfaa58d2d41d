import { toSeconds } from "../clock.ts";
import { gid } from "../ids.ts";
import type { World } from "../world.ts";
import { announceLevels } from "./announce.ts";
import type { Level, Shop } from "./shop.ts";
import { itemView, locationView } from "./views.ts";

/** One quantity of one level that has changed. */
export interface QuantityChange {
  level: Level;
  name: string;
  delta: number;
  ledgerDocumentUri?: string | null;
}

interface Occasion {
  reason: string;
  referenceDocumentUri?: string | null;
}

/** Answers a call that changed quantities, and tells subscribers of it. A change of nothing has no group. */
export function answerChanges(world: World, shop: Shop, occasion: Occasion, changes: QuantityChange[], at: number) {
  if (changes.length === 0) return { inventoryAdjustmentGroup: null, userErrors: [] };
  world.onChange();
  // Only what is available is told of.
  const told = changes.filter(({ name }) => name === "available").map(({ level }) => level);
  announceLevels(world, shop, told);
  const group = {
    __typename: "InventoryAdjustmentGroup",
    id: gid("InventoryAdjustmentGroup", world.ids.next("InventoryAdjustmentGroup")),
    createdAt: toSeconds(at),
    reason: occasion.reason,
    referenceDocumentUri: occasion.referenceDocumentUri ?? null,
    app: { id: gid("App", "580222"), title: "Stockpool" },
    changes: () => changes.map((change) => changeView(shop, change)),
  };
  return { inventoryAdjustmentGroup: group, userErrors: [] };
}

/** With what lies on hand, on hand itself changes; what is on its way does not lie there. */
export function withOnHand(changes: QuantityChange[]): QuantityChange[] {
  return changes.flatMap((change) =>
    change.name === "incoming" ? [change] : [change, { level: change.level, name: "on_hand", delta: change.delta }],
  );
}

function changeView(shop: Shop, { level, name, delta, ledgerDocumentUri = null }: QuantityChange) {
  const variant = shop.variantByItem.get(level.itemId);
  const location = shop.locations.get(level.locationId);
  return {
    ...{ name, delta, ledgerDocumentUri },
    // Real shops answer null here; nobody may rely on it.
    quantityAfterChange: null,
    item: variant ? itemView(shop, variant) : null,
    location: location ? locationView(shop, location) : null,
  };
}
