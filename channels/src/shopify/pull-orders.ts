import type { PlatformOrder } from "../connector.ts";
import { latecomersLast } from "../latecomers-last.ts";
import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { completeOrder } from "./complete-order.ts";
import { orderById, ordersPage } from "./documents.ts";
import { QueryTooCostly } from "./graphql-errors.ts";
import { nextCursor } from "./next-cursor.ts";

const pageSize = 50;
/** How far Shopify's search index was seen to lag behind the orders themselves. */
const indexLagMs = 30_000;

/**
 * Orders by time of change. Shopify's search index may lag and reaches back 60 days without the scope read_all_orders,
 * so ask with an overlap. Its times are whole seconds, so `since` is taken from the beginning of its second.
 */
export function pullOrders(client: ShopifyClient, since: Date, signal: AbortSignal): AsyncGenerator<PlatformOrder[]> {
  const settledUntil = new Date(Date.now() - indexLagMs);
  return latecomersLast(indexedPages(client, since, signal), (order) => order.updatedAt > settledUntil);
}

async function* indexedPages(client: ShopifyClient, since: Date, signal: AbortSignal): AsyncGenerator<PlatformOrder[]> {
  const query = `updated_at:>='${since.toISOString().slice(0, 19)}Z'`;
  let first = pageSize;
  let after: string | null = null;
  do {
    const page = await readPage(client, { first, after, query }, signal);
    const orders: PlatformOrder[] = [];
    for (const order of page.orders.nodes) orders.push(await completeOrder(client, order, signal));
    yield orders;
    first = page.first;
    after = nextCursor(page.orders.pageInfo, after);
  } while (after !== null);
}

/** The newest version of one order; null when the shop does not know it. */
export async function readOrder(client: ShopifyClient, id: string, signal: AbortSignal): Promise<PlatformOrder | null> {
  const { order } = await client.run(orderById, { id }, signal);
  if (order !== null && order.id !== id) throw new PlatformError(`Shopify answered with order ${order.id} for ${id}`);
  return order === null ? null : completeOrder(client, order, signal);
}

/** A page, made smaller as long as Shopify finds the query too costly: nobody publishes what a row costs. */
async function readPage(
  client: ShopifyClient,
  variables: { first: number; after: string | null; query: string },
  signal: AbortSignal,
) {
  for (let first = variables.first; ; first = Math.floor(first / 2)) {
    try {
      const { orders } = await client.run(ordersPage, { ...variables, first }, signal);
      return { orders, first };
    } catch (error) {
      if (!(error instanceof QueryTooCostly) || first === 1) throw error;
    }
  }
}
