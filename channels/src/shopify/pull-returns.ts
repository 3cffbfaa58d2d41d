import type { PlatformReturn } from "../connector.ts";
import type { ShopifyClient } from "./client.ts";
import { nextCursor } from "./next-cursor.ts";
import { readReturn, readReturnsOf } from "./read-returns.ts";
import { returningPage } from "./return-documents.ts";
import { toReturns } from "./to-returns.ts";

const pageSize = 100;
/** How far a process that knows nothing yet looks back. */
const lookBackMs = 14 * 24 * 3_600_000;
/** What is read twice each time, because the search index was seen to lag. */
const overlapMs = 10 * 60_000;

/** From when on a connector has to look. */
export interface ReturnsPlace {
  since: Date | null;
}

/** What comes back of every order that changed since the last complete reading, a page of orders at a time. */
export async function* pullReturns(
  client: ShopifyClient,
  place: ReturnsPlace,
  signal: AbortSignal,
): AsyncGenerator<PlatformReturn[]> {
  const began = Date.now();
  const since = place.since ?? new Date(began - lookBackMs);
  const query = `updated_at:>='${since.toISOString().slice(0, 19)}Z'`;
  let after: string | null = null;
  do {
    const { orders } = await client.run(returningPage, { first: pageSize, after, query }, signal);
    const back = orders.nodes.filter(({ returnStatus, refunds }) => returnStatus !== "NO_RETURN" || refunds.length > 0);
    for (const { id } of back) yield await returnsOf(client, id, signal);
    after = nextCursor(orders.pageInfo, after);
  } while (after !== null);
  place.since = new Date(began - overlapMs);
}

/** What comes back of one order, which a message named, or the return that it is of. */
export async function* pullReturnsAbout(
  client: ShopifyClient,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<PlatformReturn[]> {
  const isReturn = id.startsWith("gid://shopify/Return/");
  yield await returnsOf(client, isReturn ? (await readReturn(client, id, signal)).orderId : id, signal);
}

async function returnsOf(client: ShopifyClient, orderId: string, signal: AbortSignal): Promise<PlatformReturn[]> {
  const read = await readReturnsOf(client, orderId, signal);
  return read ? toReturns(orderId, read) : [];
}
