import { randomUUID } from "node:crypto";
import { nowMs } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import { problem, success } from "./problem.ts";
import type { AmazonOrder, AmazonOrderItem, Seller } from "./seller.ts";

const pageSizeMax = 100;
const tokenMs = 24 * 3_600_000;

/** `GET /orders/2026-01-01/orders`. The order of the results is not published, so none may be relied on. */
export function searchOrders(seller: Seller, request: Request): Answer {
  const { query } = request;
  const size = Number(query.get("maxResultsPerPage") ?? pageSizeMax);
  if (!(size >= 1 && size <= pageSizeMax)) return badInput(`maxResultsPerPage must be 1–${pageSizeMax}, got ${size}`);
  const token = query.get("paginationToken");
  const search = token === null ? begin(seller, query) : seller.searches.get(token);
  if (search === undefined) return badInput("paginationToken is not one of Amazon's");
  if ("errors" in search) return badInput(search.errors);
  if (search.expiresAt < nowMs()) return badInput("paginationToken has expired");
  const orders = search.orderIds.slice(0, size).flatMap((id) => seller.orders.get(id) ?? []);
  const rest = search.orderIds.slice(size);
  const nextToken = rest.length > 0 ? randomUUID() : null;
  if (nextToken) seller.searches.set(nextToken, { ...search, orderIds: rest });
  const isByCreation = query.get("createdAfter") !== null;
  return success(200, {
    orders: orders.map((order) => orderView(seller, order, request)),
    ...(nextToken && { pagination: { nextToken } }),
    [isByCreation ? "createdBefore" : "lastUpdatedBefore"]: new Date(search.until).toISOString(),
  });
}

function begin(seller: Seller, query: URLSearchParams) {
  const horizon = nowMs() - seller.settings.horizonMs;
  const [updated, created] = [query.get("lastUpdatedAfter"), query.get("createdAfter")];
  if ((updated === null) === (created === null))
    return { errors: "give exactly one of createdAfter, lastUpdatedAfter" };
  const by: "updatedAt" | "placedAt" = updated === null ? "placedAt" : "updatedAt";
  const asked = query.get(updated === null ? "createdBefore" : "lastUpdatedBefore");
  const until = asked === null ? horizon : Date.parse(asked);
  if (until > horizon) return { errors: "the time must be at least two minutes before the time of the request" };
  const after = Date.parse(updated ?? created ?? "");
  const [party, places] = [query.get("fulfilledBy")?.split(","), query.get("marketplaceIds")?.split(",")];
  const orderIds = [...seller.orders.values()]
    .filter((order) => Math.floor(order[by]) >= after && order[by] <= until)
    .filter((order) => (party ?? [order.fulfilledBy]).includes(order.fulfilledBy))
    .filter((order) => (places ?? [order.marketplaceId]).includes(order.marketplaceId))
    .map(({ orderId }) => orderId);
  return { orderIds, until, expiresAt: nowMs() + tokenMs };
}

/** `GET /orders/2026-01-01/orders/{orderId}` */
export function getOrder(seller: Seller, orderId: string, request: Request): Answer {
  const order = seller.orders.get(orderId);
  if (!order) return problem(404, "NotFound", `The order ${orderId} was not found.`);
  return success(200, { order: orderView(seller, order, request) });
}

/** Amazon tells the buyer's address only to those with a role for it. */
function orderView(seller: Seller, order: AmazonOrder, request: Request) {
  const wanted = new Set((request.query.get("includedData") ?? "").split(","));
  const fulfillment = { fulfillmentStatus: statusOf(order), fulfilledBy: order.fulfilledBy };
  return {
    orderId: order.orderId,
    createdTime: new Date(order.placedAt).toISOString(),
    lastUpdatedTime: new Date(order.updatedAt).toISOString(),
    salesChannel: { channelName: "AMAZON", marketplaceId: order.marketplaceId, marketplaceName: "Amazon.nl" },
    ...(wanted.has("FULFILLMENT") && { fulfillment }),
    orderItems: order.items.map((item) => itemView(seller, item, wanted)),
    ...(wanted.has("PACKAGES") && { packages: order.packages.map(packageView) }),
  };
}

function itemView(seller: Seller, item: AmazonOrderItem, wanted: Set<string>) {
  const listing = seller.listings.get(item.sku);
  const left = openUnits(item);
  const cancellation = { cancellationExecution: { cancelledBy: "BUYER", cancelReason: "BuyerCancelled" } };
  return {
    orderItemId: item.orderItemId,
    quantityOrdered: item.quantity,
    product: { ...(listing && { asin: listing.asin, title: listing.title }), sellerSku: item.sku },
    ...(wanted.has("CANCELLATION") && item.cancelled > 0 && { cancellation }),
    ...(wanted.has("FULFILLMENT") && { fulfillment: { quantityFulfilled: item.shipped, quantityUnfulfilled: left } }),
  };
}

function packageView(parcel: AmazonOrder["packages"][number]) {
  return {
    packageReferenceId: parcel.packageReferenceId,
    carrier: parcel.carrier,
    shipTime: new Date(parcel.shippedAt).toISOString(),
    trackingNumber: parcel.trackingNumber,
    packageItems: parcel.items,
  };
}

/** Where an order stands, in the words of the newer API. */
export function statusOf(order: AmazonOrder): string {
  if (order.isPending) return "PENDING";
  if (order.items.every(({ quantity, cancelled }) => cancelled === quantity)) return "CANCELLED";
  if (order.items.every((item) => openUnits(item) === 0)) return "SHIPPED";
  return order.items.some(({ shipped }) => shipped > 0) ? "PARTIALLY_SHIPPED" : "UNSHIPPED";
}

/** Units that are neither shipped nor cancelled. */
export function openUnits({ quantity, shipped, cancelled }: AmazonOrderItem): number {
  return quantity - shipped - cancelled;
}

function badInput(message: string): Answer {
  return problem(400, "InvalidInput", message);
}
