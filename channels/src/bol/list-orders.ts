import type { BolClient } from "./client.ts";
import { type ListedOrder, ordersReply } from "./replies.ts";
import { changedAt } from "./to-order.ts";

const pageSize = 50;
/** A list cannot be continued later at a page's number, so it waits for its own budget instead of giving up. */
const waitMaxMs = 60_000;
const passesMax = 3;
const pagesMax = 1_000;

/** Which orders to list: changed within so many minutes (60 at most), or on one day. */
export type OrderWindow = { "change-interval-minute": string } | { "latest-change-date": string };

/**
 * All orders that changed in a window, oldest change first, whatever their state: the default state, OPEN, forgets orders
 * that were shipped or cancelled between two polls. Orders shift between pages while they are read, so a list of several
 * pages is read again until nothing new turns up.
 */
export async function listOrders(client: BolClient, window: OrderWindow, signal: AbortSignal): Promise<ListedOrder[]> {
  const found = new Map<string, ListedOrder>();
  for (let pass = 1; pass <= passesMax; pass++) {
    const { orders, pages } = await listOnce(client, window, signal);
    const news = orders.filter(({ orderId }) => !found.has(orderId));
    for (const order of orders) found.set(order.orderId, order);
    if (pages === 1 || news.length === 0) break;
  }
  return oldestChangeFirst([...found.values()]);
}

/** The same orders by time of change; one without any time comes first, because nothing may be missed for it. */
export function oldestChangeFirst(orders: ListedOrder[]): ListedOrder[] {
  return orders.toSorted((one, other) => timeOf(one) - timeOf(other));
}

async function listOnce(client: BolClient, window: OrderWindow, signal: AbortSignal) {
  const orders: ListedOrder[] = [];
  for (let page = 1; page <= pagesMax; page++) {
    const query = new URLSearchParams({ ...window, status: "ALL", "fulfilment-method": "ALL", page: String(page) });
    const request = { endpoint: "listOrders", method: "GET", path: "/retailer/orders", query, waitMaxMs } as const;
    const listed = (await client.read(request, ordersReply, signal))?.orders ?? [];
    orders.push(...listed);
    if (listed.length < pageSize) return { orders, pages: page };
  }
  throw new Error(`bol listed more than ${pagesMax} pages of orders for one window`);
}

function timeOf(order: ListedOrder): number {
  return changedAt(order)?.getTime() ?? 0;
}
