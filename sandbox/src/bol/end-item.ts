import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import type { BolAccount, BolOrder, OrderItem } from "./account.ts";
import { openUnits, startNewUpdate } from "./stock.ts";

/** Finds an order item by its id. */
export function findItem(account: BolAccount, orderItemId: string): { order: BolOrder; item: OrderItem } | null {
  const order = account.orderOfItem.get(orderItemId);
  const item = order?.items.find((row) => row.orderItemId === orderItemId);
  return order && item ? { order, item } : null;
}

/** Ships units of an item; all that is open when no quantity is named. Returns the reason when bol would refuse. */
export function shipItem(
  world: World,
  account: BolAccount,
  orderItemId: string,
  quantity: number | null,
): string | null {
  const found = findItem(account, orderItemId);
  if (!found) return `Order item with id ${orderItemId} not found.`;
  const { item } = found;
  const units = quantity ?? openUnits(item);
  if (units <= 0 || units > openUnits(item)) {
    return `Order item ${orderItemId} has ${openUnits(item)} open units, ${units} to ship.`;
  }
  item.shipped += units;
  item.changedAt = nowMs();
  const offer = account.offers.get(item.offerId);
  if (offer && item.fulfilmentMethod === "FBR") {
    offer.openUnits -= units;
    offer.unitsShippedSince += units;
  }
  world.onChange();
  return null;
}

/**
 * Cancels what is open of an item. For lack of stock, bol also sets the offer's stock to 0
 * [partnerplatform.bol.com, enter and modify stock]. Returns the reason when bol would refuse.
 */
export function cancelItem(world: World, account: BolAccount, orderItemId: string, reasonCode: string): string | null {
  const found = findItem(account, orderItemId);
  if (!found) return `Order item with id ${orderItemId} not found.`;
  const { order, item } = found;
  const units = openUnits(item);
  if (units === 0) return `Order item ${orderItemId} has nothing left to cancel.`;
  item.cancelled += units;
  item.changedAt = nowMs();
  const offer = account.offers.get(item.offerId);
  if (offer && item.fulfilmentMethod === "FBR") {
    offer.openUnits -= units;
    if (order.sequence > offer.updatedAtSequence) offer.unitsOrderedSince -= units;
    if (reasonCode === "OUT_OF_STOCK") {
      offer.amount = 0;
      startNewUpdate(account, offer);
    }
  }
  world.onChange();
  return null;
}
