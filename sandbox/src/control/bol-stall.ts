import { generateKeyPairSync, randomUUID } from "node:crypto";
import { BolAccount, type BolOrder, type Offer } from "../bol/account.ts";
import { announce as tell } from "../bol/announce.ts";
import { cancelItem, shipItem } from "../bol/end-item.ts";
import { placeBolOrder } from "../bol/place-order.ts";
import { announceReturn } from "../bol/returns.ts";
import { openUnits, sellable, startNewUpdate } from "../bol/stock.ts";
import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import type { BolAccountInput, CancellationInput, OrderInput, ProductInput, ReturnInput, StockEdit } from "./input.ts";
import type { OrderSummary, PlacedOrder, ProductIds, Stall } from "./stall.ts";
import { ControlError } from "./trouble.ts";

/** Makes an account, or changes the settings of one that exists; its offers and orders stay. */
export function putAccount(world: World, handle: string, settings: BolAccountInput): BolAccount {
  const found = world.accounts.get(handle);
  const account =
    found ??
    new BolAccount({
      handle,
      settings,
      sequence: 0,
      offers: [],
      orders: [],
      shipments: [],
      processes: [],
      subscriptions: [],
      tokens: [],
      warehouse: [],
      returns: [],
      signatureKey: newKey("0"),
    });
  account.settings = settings;
  world.accounts.set(handle, account);
  world.onChange();
  return account;
}

function newKey(id: string) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    id,
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicBase64: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  };
}

/** The control API's hands on a bol account. */
export function bolStall(world: World, account: BolAccount): Stall {
  return {
    putProducts: (products) => {
      // All are checked first, so that a wrong one leaves nothing half done.
      const checked = products.map(toOffer);
      const ids = checked.map((product) => putOffer(world, account, product));
      world.onChange();
      return ids;
    },
    stock: () =>
      Object.fromEntries([...account.offers.values()].map((offer) => [offer.reference, sellable(account, offer)])),
    editStock: (edits) => editStock(world, account, edits),
    placeOrder: (order) => place(world, account, order),
    orders: () => [...account.orders.values()].map((order) => summary(account, order)),
    cancel: (orderId, how) => cancel(world, account, orderOf(account, orderId), how),
    fulfil: (orderId) => fulfil(world, account, orderOf(account, orderId)),
    expireTokens: () => {
      account.tokens = [];
      world.onChange();
    },
    dropSubscriptions: () => {
      for (const subscription of account.subscriptions.values()) subscription.enabled = false;
      world.onChange();
    },
    rotateKey: () => {
      account.signatureKey = newKey(String(Number(account.signatureKey.id) + 1));
      world.onChange();
    },
    announceReturn: (orderId, wish) => announce(world, account, orderOf(account, orderId), wish),
    shelf: () =>
      [...account.offers.values()].map((offer) => ({
        sku: offer.reference,
        velocity: offer.velocity,
        left: sellable(account, offer),
      })),
  };
}

type OfferInput = ProductInput & { barcode: string; stock: number | undefined };

function toOffer(product: ProductInput): OfferInput {
  const { sku, barcode, stock } = product;
  if (barcode === null) throw new ControlError(400, `SKU ${sku}: an offer on bol needs an EAN as barcode`);
  if (typeof stock === "object") {
    throw new ControlError(400, `SKU ${sku}: an offer on bol has one stock, not one per location`);
  }
  return { ...product, barcode, stock };
}

function putOffer(world: World, account: BolAccount, product: OfferInput): ProductIds {
  const { sku, barcode, title, price, velocity, stock, managedByRetailer } = product;
  const found = account.offerBySku.get(sku);
  const offer: Offer = found ?? {
    offerId: randomUUID(),
    ean: barcode,
    reference: sku,
    title,
    price,
    velocity,
    onHoldByRetailer: false,
    amount: 0,
    managedByRetailer,
    modifiedAt: nowMs(),
    updatedAtSequence: account.sequence,
    openUnits: 0,
    unitsOrderedSince: 0,
    unitsShippedSince: 0,
  };
  Object.assign(offer, { ean: barcode, title, price, velocity });
  if (stock !== undefined) {
    offer.amount = stock;
    offer.managedByRetailer = managedByRetailer;
    startNewUpdate(account, offer);
  }
  account.addOffer(offer);
  if (product.lvb) {
    world.ids.used += 1;
    const bsku = account.warehouse.get(sku)?.bsku ?? String(2_950_000_000 + world.ids.used);
    account.warehouse.set(sku, { sku, bsku, ...product.lvb });
  }
  return { sku, platformId: offer.offerId, platformStockId: null };
}

function editStock(world: World, account: BolAccount, edits: StockEdit[]): void {
  const offers = edits.map(({ sku, quantity }) => {
    const offer = account.offerBySku.get(sku);
    if (!offer) throw new ControlError(400, `account ${account.handle} has no offer with reference ${sku}`);
    return { offer, quantity };
  });
  for (const { offer, quantity } of offers) {
    offer.amount = quantity;
    startNewUpdate(account, offer);
  }
  world.onChange();
}

function place(world: World, account: BolAccount, input: OrderInput): PlacedOrder {
  const { lines, allowOversell, fulfilmentMethod } = input;
  // bol delivers to two countries only; everybody else's order goes to the Netherlands.
  const country = input.country === "BE" ? "BE" : "NL";
  const placedAt = input.placedAt === undefined ? null : Date.parse(input.placedAt);
  const result = placeBolOrder(world, account, { lines, allowOversell, fulfilmentMethod, country, placedAt });
  if ("refused" in result) return { placed: false, refused: result.refused };
  const soldAt = result.items[0]?.changedAt ?? nowMs();
  return { placed: true, orderId: result.orderId, name: result.orderId, soldAt };
}

function cancel(world: World, account: BolAccount, order: BolOrder, how: CancellationInput): string | null {
  const open = order.items.filter((item) => openUnits(item) > 0);
  if (open.length === 0) return `order ${order.orderId} has nothing left to cancel`;
  for (const item of open) {
    if (how.requestOnly) {
      item.cancellationRequest = true;
      item.changedAt = nowMs();
      tell(world, account, "ORDER", "ORDER_ITEM_CANCELLATION_REQUEST", order.orderId);
    } else {
      cancelItem(world, account, item.orderItemId, how.reason ?? "REQUESTED_BY_CUSTOMER");
    }
  }
  world.onChange();
  return null;
}

function fulfil(world: World, account: BolAccount, order: BolOrder): string | null {
  const open = order.items.filter((item) => openUnits(item) > 0);
  if (open.length === 0) return `order ${order.orderId} has nothing left to ship`;
  for (const item of open) shipItem(world, account, item.orderItemId, null);
  return null;
}

function announce(world: World, account: BolAccount, order: BolOrder, wish: ReturnInput): string | null {
  const isWanted = ({ offerId }: { offerId: string }) => account.offers.get(offerId)?.reference === wish.sku;
  const item = wish.sku === undefined ? order.items[0] : order.items.find(isWanted);
  if (!item) return `order ${order.orderId} has no line of ${wish.sku}`;
  const { quantity, reason } = wish;
  const made = announceReturn(world, account, { orderItemId: item.orderItemId, quantity, reason });
  return typeof made === "string" ? made : null;
}

function orderOf(account: BolAccount, orderId: string): BolOrder {
  const order = account.orders.get(orderId);
  if (!order) throw new ControlError(404, `account ${account.handle} has no order ${orderId}`);
  return order;
}

function summary(account: BolAccount, order: BolOrder): OrderSummary {
  return {
    orderId: order.orderId,
    name: order.orderId,
    isCancelled: order.items.every((item) => item.cancelled === item.quantity),
    lines: order.items.map((item) => ({
      lineId: item.orderItemId,
      sku: account.offers.get(item.offerId)?.reference ?? "",
      quantity: item.quantity,
      shipped: item.shipped,
      cancelled: item.cancelled,
    })),
  };
}
