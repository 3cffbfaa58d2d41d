import { nowMs, toAmsterdam } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { BolAccount, BolOrder, OrderItem } from "./account.ts";
import { bodyOf, v10 } from "./media-type.ts";
import { type FieldProblem, problem } from "./problem.ts";
import { openUnits } from "./stock.ts";

const pageSize = 50;
/** Handled orders stay in the list this long [bol, orders-best-practices]. */
const handledListedMs = 48 * 3_600_000;
const intervalMinutesMax = 60;

/** `GET /retailer/orders`. The list tells EANs and quantities, but not the offer: that takes the detail. */
export function listOrders(account: BolAccount, request: Request): Answer {
  const wrong = checkQuery(request.query);
  if (wrong.length > 0) return problem(400, "Bad request", wrong);
  const isWanted = itemFilter(request.query);
  const page = Number(request.query.get("page") ?? 1);
  const listed = [...account.orders.values()]
    .map((order) => ({ order, items: order.items.filter((item) => isWanted(order, item)) }))
    .filter(({ items }) => items.length > 0)
    .sort((left, right) => right.order.sequence - left.order.sequence)
    .slice((page - 1) * pageSize, page * pageSize);
  return bodyOf(200, { orders: listed.map(({ order, items }) => reduced(account, order, items)) }, v10);
}

function checkQuery(query: URLSearchParams): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const page = Number(query.get("page") ?? 1);
  if (!Number.isInteger(page) || page < 1) problems.push({ name: "page", reason: `must be 1 or more, got ${page}` });
  const interval = query.get("change-interval-minute");
  if (interval !== null && !(Number.isInteger(Number(interval)) && Number(interval) > 0)) {
    problems.push({ name: "change-interval-minute", reason: `must be a number of minutes, got ${interval}` });
  }
  if (Number(interval) > intervalMinutesMax) {
    problems.push({ name: "change-interval-minute", reason: `must be at most ${intervalMinutesMax}, got ${interval}` });
  }
  const date = query.get("latest-change-date");
  if (date !== null && !/^\d{4}-\d\d-\d\d$/.test(date)) {
    problems.push({ name: "latest-change-date", reason: `must be a date like 2026-11-23, got ${date}` });
  }
  return problems;
}

function itemFilter(query: URLSearchParams): (order: BolOrder, item: OrderItem) => boolean {
  const method = query.get("fulfilment-method") ?? "FBR";
  const status = query.get("status") ?? "OPEN";
  const interval = query.get("change-interval-minute");
  const date = query.get("latest-change-date");
  const now = nowMs();
  return (_order, item) => {
    const isOpen = openUnits(item) > 0;
    if (method !== "ALL" && method !== item.fulfilmentMethod) return false;
    if (status === "OPEN" && !isOpen) return false;
    if (status === "SHIPPED" && item.shipped === 0) return false;
    if (interval !== null && now - item.changedAt > Number(interval) * 60_000) return false;
    // Read literally, the filter names one Dutch calendar day. It also reaches back past the 48 hours.
    if (date !== null) return toAmsterdam(item.changedAt).startsWith(date);
    return isOpen || now - item.changedAt <= handledListedMs;
  };
}

function reduced(account: BolAccount, order: BolOrder, items: OrderItem[]) {
  return {
    orderId: order.orderId,
    orderPlacedDateTime: toAmsterdam(order.placedAt),
    orderItems: items.map((item) => ({
      orderItemId: item.orderItemId,
      ean: account.offers.get(item.offerId)?.ean ?? "",
      fulfilmentMethod: item.fulfilmentMethod,
      fulfilmentStatus: openUnits(item) > 0 ? "OPEN" : "HANDLED",
      quantity: item.quantity,
      quantityShipped: item.shipped,
      quantityCancelled: item.cancelled,
      cancellationRequest: item.cancellationRequest,
      latestChangedDateTime: toAmsterdam(item.changedAt),
    })),
  };
}

/** `GET /retailer/orders/{order-id}` */
export function readOrder(account: BolAccount, orderId: string): Answer {
  const order = account.orders.get(orderId);
  if (!order) return problem(404, `Order with id ${orderId} not found.`);
  return bodyOf(200, detail(account, order), v10);
}

function detail(account: BolAccount, order: BolOrder) {
  const address = addressOf(order);
  return {
    orderId: order.orderId,
    pickupPoint: false,
    orderPlacedDateTime: toAmsterdam(order.placedAt),
    shipmentDetails: { ...address, language: order.country === "BE" ? "nl-BE" : "nl" },
    billingDetails: address,
    orderItems: order.items.map((item) => itemDetail(account, order, item)),
  };
}

function itemDetail(account: BolAccount, order: BolOrder, item: OrderItem) {
  const offer = account.offers.get(item.offerId);
  const day = (days: number) => toAmsterdam(order.placedAt + days * 86_400_000).slice(0, 10);
  return {
    orderItemId: item.orderItemId,
    cancellationRequest: item.cancellationRequest,
    fulfilment: {
      method: item.fulfilmentMethod,
      distributionParty: item.fulfilmentMethod === "FBB" ? "BOL" : "RETAILER",
      latestDeliveryDate: day(2),
      exactDeliveryDate: null,
      expiryDate: day(5),
      timeFrameType: "REGULAR",
    },
    // Null once the offer is gone: readers have to fall back to the EAN, when there is one.
    offer: offer ? { offerId: offer.offerId, reference: offer.reference } : null,
    product: offer ? { ean: offer.ean, title: offer.title } : null,
    quantity: item.quantity,
    quantityShipped: item.shipped,
    quantityCancelled: item.cancelled,
    unitPrice: item.unitPrice,
    totalPrice: Math.round(item.unitPrice * item.quantity * 100) / 100,
    discounts: [],
    commission: 0,
    additionalServices: [],
    latestChangedDateTime: toAmsterdam(item.changedAt),
  };
}

function addressOf(order: BolOrder) {
  return {
    salutation: "UNKNOWN",
    firstName: "Sam",
    surname: "Koper",
    streetName: "Voorraadstraat",
    houseNumber: String((order.sequence % 200) + 1),
    zipCode: order.country === "BE" ? "2000" : "3511LN",
    city: order.country === "BE" ? "Antwerpen" : "Utrecht",
    countryCode: order.country,
    email: `${order.orderId.toLowerCase()}@verkopen.example.com`,
  };
}
