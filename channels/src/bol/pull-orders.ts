import type { PlatformOrder } from "../connector.ts";
import { inParallel, inPieces } from "../http/in-parallel.ts";
import { latecomersLast } from "../latecomers-last.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import type { KnownOrders } from "./known-orders.ts";
import { listOrders } from "./list-orders.ts";
import { orderWindows } from "./order-windows.ts";
import { type ListedOrder, orderReply } from "./replies.ts";
import { changedAt, toOrder, toOrderFromList } from "./to-order.ts";

const pageSize = 50;
const widthMax = 5;

/** Orders by time of change: the list tells which changed, each order itself tells the offers that were sold. */
export function pullOrders(
  client: BolClient,
  known: KnownOrders,
  since: Date,
  signal: AbortSignal,
): AsyncGenerator<PlatformOrder[]> {
  const listedAt = new Map<string, number>();
  const pages = listedPages({ client, known, listedAt }, since, signal);
  return latecomersLast(pages, (order) => order.updatedAt.getTime() > (listedAt.get(order.platformOrderId) ?? 0));
}

interface Pull {
  client: BolClient;
  known: KnownOrders;
  /** When each order changed, as the list has it. */
  listedAt: Map<string, number>;
}

async function* listedPages(pull: Pull, since: Date, signal: AbortSignal): AsyncGenerator<PlatformOrder[]> {
  const { client, known, listedAt } = pull;
  // bol's times are whole seconds.
  const from = new Date(Math.floor(since.getTime() / 1_000) * 1_000);
  for (const window of orderWindows(since, new Date())) {
    const listed = await listOrders(client, window, signal);
    const changed = listed.filter((order) => (changedAt(order) ?? since) >= from);
    for (const piece of inPieces(changed, pageSize)) {
      for (const order of piece) listedAt.set(order.orderId, changedAt(order)?.getTime() ?? 0);
      yield await inParallel(piece, widthMax, (order) => detail(client, known, order, signal));
    }
  }
}

/** The newest version of one order; null when bol does not know it. */
export async function readOrder(client: BolClient, id: string, signal: AbortSignal): Promise<PlatformOrder | null> {
  const path = `/retailer/orders/${encodeURIComponent(id)}`;
  const order = await client.read({ endpoint: "readOrder", method: "GET", path }, orderReply, signal);
  if (order !== null && order.orderId !== id)
    throw new PlatformError(`bol answered with order ${order.orderId} for ${id}`);
  return order === null ? null : toOrder(order);
}

async function detail(client: BolClient, known: KnownOrders, listed: ListedOrder, signal: AbortSignal) {
  const before = known.find(listed);
  if (before !== null) return before;
  const order = await readOrder(client, listed.orderId, signal);
  // Not remembered: the next poll asks for the order again.
  if (order === null) return toOrderFromList(listed);
  known.remember(listed, order);
  return order;
}
