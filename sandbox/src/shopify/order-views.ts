import { toSeconds } from "../clock.ts";
import { gid } from "../ids.ts";
import { addressOf } from "./address.ts";
import { type ConnectionArguments, connection } from "./connection.ts";
import { lineOf, lineView } from "./line-view.ts";
import { moneyBag } from "./money.ts";
import { currencyOf, moneyView } from "./order-money.ts";
import { fulfillmentStatus, remaining } from "./order-quantities.ts";
import { refundView, returnStatus, returnView } from "./return-views.ts";
import type { Allocation, Fulfillment, Line, Order, Shop } from "./shop.ts";
import { soldAs, variantOf } from "./sold-as.ts";
import { locationView, variantView } from "./views.ts";

/** An order as the Admin API shows it. */
export function orderView(shop: Shop, order: Order) {
  const cancelled = order.cancelledAt === null ? null : toSeconds(order.cancelledAt);
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: `#${order.number}`,
    createdAt: toSeconds(order.createdAt),
    updatedAt: toSeconds(order.updatedAt),
    processedAt: toSeconds(order.processedAt),
    cancelledAt: cancelled,
    closedAt: cancelled,
    closed: cancelled !== null,
    cancelReason: order.cancelReason,
    cancellation: cancelled === null ? null : { staffNote: order.staffNote },
    test: order.isTest,
    note: order.note,
    email: order.email ?? `buyer-${order.number}@example.com`,
    currencyCode: currencyOf(shop, order),
    sourceName: order.sourceName,
    sourceIdentifier: order.sourceIdentifier,
    tags: order.tags,
    ...moneyView(shop, order),
    displayFulfillmentStatus: fulfillmentStatus(order),
    app: { id: gid("App", "580111"), name: "Online Store" },
    shippingAddress: () => shippingAddressView(order),
    ...listsOf(shop, order),
  };
}

function listsOf(shop: Shop, order: Order) {
  const whole = () => orderView(shop, order);
  return {
    lineItems: (args: ConnectionArguments) =>
      connection(
        order.lines,
        args,
        ({ id }) => [id],
        (line) => lineView(shop, order, line),
      ),
    shippingLines: (args: ConnectionArguments) =>
      connection(
        order.shipping > 0 ? [order.shipping] : [],
        args,
        () => [order.id],
        (cents) => ({ title: "Shipping", originalPriceSet: moneyBag(cents, currencyOf(shop, order)) }),
      ),
    refunds: ({ first }: { first?: number | null }) =>
      firstOf(order.refunds, first).map((row) => refundView(shop, order, row, whole)),
    returnStatus: returnStatus(order),
    returns: (args: ConnectionArguments) =>
      connection(
        order.returns,
        args,
        ({ id }) => [id],
        (row) => returnView(shop, order, row, whole),
      ),
    fulfillments: ({ first }: { first?: number | null }) =>
      firstOf(order.fulfillments, first).map((row) => fulfillmentView(shop, order, row)),
    fulfillmentOrders: (args: ConnectionArguments) =>
      connection(
        order.fulfillmentOrders,
        args,
        ({ id }) => [id],
        ({ id }) => fulfillmentOrderView(shop, order, id),
      ),
  };
}

function firstOf<Row>(rows: Row[], first: number | null | undefined): Row[] {
  return rows.slice(0, first ?? rows.length);
}

function shippingAddressView(order: Order) {
  const address = addressOf(order);
  return {
    id: gid("MailingAddress", order.customerId),
    name: address.name,
    company: null,
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    province: address.province,
    countryCodeV2: order.country,
  };
}

/** A shipment as the Admin API shows it. */
export function fulfillmentView(shop: Shop, order: Order, fulfillment: Fulfillment) {
  const { company, numbers, urls } = fulfillment;
  const tracked = Array.from({ length: Math.max(numbers.length, urls.length) }, (_, index) => ({
    company,
    number: numbers[index] ?? null,
    url: urls[index] ?? null,
  }));
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    name: fulfillment.name,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: toSeconds(fulfillment.createdAt),
    updatedAt: toSeconds(fulfillment.createdAt),
    totalQuantity: fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    location: () => locationOf(shop, fulfillment.locationId),
    trackingInfo: ({ first }: { first?: number | null }) => firstOf(tracked, first),
    fulfillmentLineItems: (args: ConnectionArguments) =>
      connection(
        fulfillment.lines,
        args,
        ({ lineId }) => [lineId],
        ({ lineId, quantity }) => ({
          __typename: "FulfillmentLineItem",
          id: gid("FulfillmentLineItem", lineId),
          quantity,
          lineItem: () => lineOf(shop, order, lineId),
        }),
      ),
  };
}

/** What one location has to send of an order, as the Admin API shows it. */
export function fulfillmentOrderView(shop: Shop, order: Order, id: string) {
  const rows = order.lines.flatMap((line) =>
    line.allocations.filter((row) => row.fulfillmentOrderId === id).map((allocation) => ({ line, allocation })),
  );
  const isOpen = rows.some(({ allocation }) => remaining(allocation) > 0);
  const hasSent = rows.some(({ allocation }) => allocation.fulfilled > 0);
  const locationId = order.fulfillmentOrders.find((row) => row.id === id)?.locationId ?? "";
  const location = shop.locations.get(locationId);
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", id),
    orderId: gid("Order", order.id),
    orderName: `#${order.number}`,
    status: isOpen ? (hasSent ? "IN_PROGRESS" : "OPEN") : "CLOSED",
    requestStatus: "UNSUBMITTED",
    createdAt: toSeconds(order.createdAt),
    updatedAt: toSeconds(order.updatedAt),
    supportedActions: isOpen ? openActions.map((action) => ({ action })) : [],
    order: () => orderView(shop, order),
    assignedLocation: {
      name: location?.name ?? "",
      countryCode: location?.country ?? null,
      location: () => locationOf(shop, locationId),
    },
    lineItems: (args: ConnectionArguments) =>
      connection(
        rows,
        args,
        ({ allocation }) => [allocation.id],
        ({ line, allocation }) => fulfillmentOrderLineView(shop, order, line, allocation),
      ),
  };
}

/** What may be done with what waits, as a real store lists it (recorded 2026-07, API 2026-04). */
const openActions = ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD"];

function fulfillmentOrderLineView(shop: Shop, order: Order, line: Line, allocation: Allocation) {
  const variant = variantOf(shop, line);
  const { title, sku, requiresShipping } = soldAs(shop, line);
  return {
    __typename: "FulfillmentOrderLineItem",
    id: gid("FulfillmentOrderLineItem", allocation.id),
    inventoryItemId: variant && gid("InventoryItem", variant.itemId),
    lineItem: () => lineView(shop, order, line),
    ...{ productTitle: title, sku, requiresShipping },
    totalQuantity: allocation.quantity - allocation.removed,
    remainingQuantity: remaining(allocation),
    variant: () => variant && variantView(shop, variant),
  };
}

function locationOf(shop: Shop, locationId: string) {
  const location = shop.locations.get(locationId);
  return location ? locationView(shop, location) : null;
}
