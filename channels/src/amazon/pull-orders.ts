import type { PlatformOrder } from "../connector.ts";
import { inPieces } from "../http/in-parallel.ts";
import { PlatformError, RateLimited } from "../trouble.ts";
import type { Account } from "./account.ts";
import { orderReply, ordersReply } from "./replies.ts";
import { toOrder } from "./to-order.ts";

const pageSize = 50;
/** Orders per page of Amazon's (model of August 2026). */
const askedAtOnce = 100;
/** Amazon lists what is two minutes old; a clock that differs must not make the question one of the future. */
const futureMs = 3 * 60_000;
/** Orders of the moment before count as well, since clocks differ. */
const clocksDifferMs = 1_000;
/** A page token is good for 24 hours. */
const tokenMs = 23 * 3_600_000;
const pagesMax = 10_000;
const includedData = "FULFILLMENT,CANCELLATION";

/** A search that ran out of budget, to go on with. */
interface Search {
  /** What the caller asked for. */
  since: number;
  /** From which change on the current part asks. */
  from: number;
  beganAt: number;
  token: string | null;
  found: Map<string, PlatformOrder>;
  /** Up to which change the current part tells orders, as Amazon says itself. */
  until: number;
}

/** Keeps a search that broke off: at one call in three minutes, beginning anew would never reach the end. */
export interface OpenSearch {
  search: Search | null;
  /** Up to which change Amazon told orders in the last run that came to its end; null before the first. */
  listedUntil: Date | null;
}

/**
 * Every order that changed at or after `since`, oldest change first. Amazon promises no order of its pages, so all are read
 * before the first is given.
 */
export async function* pullOrders(
  account: Account,
  open: OpenSearch,
  since: Date,
  signal: AbortSignal,
): AsyncGenerator<PlatformOrder[]> {
  const search = await readAll(account, open, since, signal);
  open.listedUntil = new Date(search.until);
  const orders = [...search.found.values()].toSorted((one, other) => timeOf(one) - timeOf(other));
  yield* inPieces(
    orders.filter((order) => timeOf(order) <= search.until),
    pageSize,
  );
  // Those that changed while they were listed come last and together: between them others may have changed, unseen.
  const late = orders.filter((order) => timeOf(order) > search.until);
  if (late.length > 0) yield late;
}

function timeOf({ updatedAt }: PlatformOrder): number {
  return updatedAt.getTime();
}

/** The newest version of one order; null when Amazon does not know it. */
export async function readOrder(account: Account, id: string, signal: AbortSignal): Promise<PlatformOrder | null> {
  const path = `/orders/2026-01-01/orders/${encodeURIComponent(id)}`;
  const request = { operation: "getOrder", method: "GET", path, query: { includedData } } as const;
  const reply = await account.client.read(request, orderReply, signal);
  if (reply === null) return null;
  const order = toOrder(reply.order);
  if (order.platformOrderId === id) return order;
  throw new PlatformError(`Amazon answered with order ${order.platformOrderId} for ${id}`);
}

/** Goes on with an open search; what changed since that one began takes a part of its own, so that the whole is complete. */
async function readAll(account: Account, open: OpenSearch, since: Date, signal: AbortSignal): Promise<Search> {
  const now = Date.now();
  const before = open.search;
  open.search = null;
  const isKept = before !== null && before.since <= since.getTime() && now - before.beganAt < tokenMs;
  let search = isKept ? before : { since: since.getTime(), from: since.getTime(), found: new Map(), ...begin(now) };
  // Of one that has no page yet, nothing is old.
  const isResumed = search.token !== null;
  if (!isResumed) search = { ...search, ...begin(now) };
  try {
    await readPart(account, search, signal);
    if (!isResumed) return search;
    search = { ...search, from: search.until, ...begin(now) };
    await readPart(account, search, signal);
    return search;
  } catch (error) {
    if (error instanceof RateLimited) open.search = search;
    throw error;
  }
}

function begin(now: number): Pick<Search, "beganAt" | "token" | "until"> {
  return { beganAt: now, token: null, until: now };
}

async function readPart({ client, marketplaceIds }: Account, search: Search, signal: AbortSignal): Promise<void> {
  const query = {
    lastUpdatedAfter: new Date(Math.min(search.from, search.beganAt - futureMs)).toISOString(),
    marketplaceIds: marketplaceIds.join(","),
    includedData,
    maxResultsPerPage: String(askedAtOnce),
  };
  const request = { operation: "searchOrders", method: "GET", path: "/orders/2026-01-01/orders" } as const;
  for (let page = 0; page < pagesMax; page++) {
    const paged = { ...query, ...(search.token !== null && { paginationToken: search.token }) };
    const reply = await client.read({ ...request, query: paged }, ordersReply, signal);
    if (reply === null) throw new PlatformError("Amazon has no list of orders", 404);
    if (reply.lastUpdatedBefore) search.until = Math.min(search.until, reply.lastUpdatedBefore.getTime());
    for (const order of reply.orders.map(toOrder)) note(search, order);
    const next = reply.pagination?.nextToken || null;
    if (next === null) return;
    if (next === search.token) throw new PlatformError("Amazon's list of orders does not move on");
    search.token = next;
  }
  throw new PlatformError(`Amazon's list of orders has more than ${pagesMax} pages`);
}

function note({ since, found }: Search, order: PlatformOrder): void {
  const before = found.get(order.platformOrderId);
  const isNews = before === undefined || timeOf(order) > timeOf(before);
  if (isNews && timeOf(order) >= since - clocksDifferMs) found.set(order.platformOrderId, order);
}
