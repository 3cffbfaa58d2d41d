import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import type { BolAccount, BolOrder, Offer, OrderItem } from "./account.ts";
import { announce } from "./announce.ts";
import { sellable } from "./stock.ts";

export interface WantedBolOrder {
  lines: { sku: string; quantity: number }[];
  country: "NL" | "BE";
  placedAt: number | null;
  allowOversell: boolean;
  fulfilmentMethod: "FBR" | "FBB";
}

/** Buys. Takes all lines or none; returns the reason when it cannot. */
export function placeBolOrder(
  world: World,
  account: BolAccount,
  wanted: WantedBolOrder,
): BolOrder | { refused: string } {
  const found: { offer: Offer; quantity: number }[] = [];
  const asked = new Map<string, number>();
  for (const { sku, quantity } of wanted.lines) {
    const offer = account.offerBySku.get(sku);
    if (!offer) return { refused: `account ${account.handle} has no offer with reference ${sku}` };
    const total = (asked.get(sku) ?? 0) + quantity;
    asked.set(sku, total);
    const left = sellable(account, offer);
    const isOwnStock = wanted.fulfilmentMethod === "FBR";
    if (isOwnStock && !wanted.allowOversell && total > left) {
      return { refused: `SKU ${sku}: ${left} left, ${total} wanted` };
    }
    found.push({ offer, quantity });
  }
  const order = newOrder(world, account, wanted);
  order.items = found.map(({ offer, quantity }) => takeItem(world, order, offer, quantity));
  account.addOrder(order);
  world.onChange();
  announce(world, account, "ORDER", "ORDER_CREATED", order.orderId);
  return order;
}

function newOrder(world: World, account: BolAccount, wanted: WantedBolOrder): BolOrder {
  account.sequence += 1;
  world.ids.used += 1;
  return {
    orderId: `A${world.ids.used.toString(36).toUpperCase().padStart(9, "0")}`,
    sequence: account.sequence,
    placedAt: wanted.placedAt ?? nowMs(),
    country: wanted.country,
    fulfilmentMethod: wanted.fulfilmentMethod,
    items: [],
  };
}

function takeItem(world: World, order: BolOrder, offer: Offer, quantity: number): OrderItem {
  if (order.fulfilmentMethod === "FBR") {
    offer.openUnits += quantity;
    offer.unitsOrderedSince += quantity;
  }
  world.ids.used += 1;
  return {
    orderItemId: String(2_012_345_678 + world.ids.used),
    offerId: offer.offerId,
    quantity,
    shipped: 0,
    cancelled: 0,
    cancellationRequest: false,
    unitPrice: offer.price,
    changedAt: nowMs(),
  };
}
