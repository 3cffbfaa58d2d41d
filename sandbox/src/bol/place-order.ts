import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import type { BolAccount, BolOrder, Offer, OrderItem } from "./account.ts";
import { announce } from "./announce.ts";
import { sellable } from "./stock.ts";

export interface WantedBolOrder {
  /** A line may come from bol's warehouse though the order does not, or the other way round. */
  lines: { sku: string; quantity: number; fulfilmentMethod?: "FBR" | "FBB" | undefined }[];
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
  const found: TakenLine[] = [];
  const asked = new Map<string, number>();
  for (const { sku, quantity, fulfilmentMethod: method = wanted.fulfilmentMethod } of wanted.lines) {
    const offer = account.offerBySku.get(sku);
    if (!offer) return { refused: `account ${account.handle} has no offer with reference ${sku}` };
    const total = (asked.get(method + sku) ?? 0) + quantity;
    asked.set(method + sku, total);
    const left = method === "FBR" ? sellable(account, offer) : (account.warehouse.get(sku)?.regular ?? total);
    if (!wanted.allowOversell && total > left) {
      return { refused: `SKU ${sku}: ${left} left, ${total} wanted` };
    }
    found.push({ offer, quantity, method });
  }
  const order = newOrder(world, account, wanted);
  order.items = found.map((line) => takeItem(world, account, line, order.placedAt));
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
    items: [],
  };
}

interface TakenLine {
  offer: Offer;
  quantity: number;
  method: "FBR" | "FBB";
}

function takeItem(
  world: World,
  account: BolAccount,
  { offer, quantity, method }: TakenLine,
  changedAt: number,
): OrderItem {
  const kept = account.warehouse.get(offer.reference);
  if (method === "FBB" && kept) kept.regular -= quantity;
  if (method === "FBR") {
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
    fulfilmentMethod: method,
    unitPrice: offer.price,
    changedAt,
  };
}
