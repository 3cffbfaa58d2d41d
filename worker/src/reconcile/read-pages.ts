import { type Connector, RateLimited } from "@stockpool/channels";
import { type ListingToRead, readListingsAfter, recordReadings } from "@stockpool/stock";
import type { Hub } from "../hub.ts";

/** Calls to a platform at a time. */
const widthMax = 4;
/** A call that brings none of so many listings is not believed: it may be another account, or an outage that looks well. */
const nothingMin = 10;

/** A run as the pages move it on. */
export interface Reading {
  runId: string;
  after: string | null;
  isResync: boolean;
}

export type Step =
  | { kind: "read"; listings: number; after: string }
  /** There is no further page. */
  | { kind: "end" }
  /** The platform, or the rest of its budget for background work, wants no call for so long. */
  | { kind: "postponed"; retryAfterMs: number; after: string | null };

/**
 * Reads the next few pages of a channel, several calls at a time, and records what came in the order of the pages: the first page
 * that failed ends the step, and the run goes on there. Whatever was not read changes nothing.
 */
export async function readPages(
  hub: Hub,
  channelId: string,
  connector: Connector,
  reading: Reading,
  signal: AbortSignal,
): Promise<Step> {
  const size = connector.readBatchMax;
  const listings = await readListingsAfter(hub.pool, channelId, reading.after, size * widthMax);
  if (listings.length === 0) return { kind: "end" };
  const pages = Array.from({ length: Math.ceil(listings.length / size) }, (_, page) =>
    listings.slice(page * size, (page + 1) * size),
  );
  const calls = await Promise.allSettled(pages.map((page) => readPage(connector, page, signal)));
  const failed = calls.findIndex(({ status }) => status === "rejected");
  const count = failed === -1 ? pages.length : failed;
  const read = pages.slice(0, count).flat();
  const after = read.at(-1)?.platformId ?? reading.after;
  if (read.length > 0) await record(hub, reading, read, together(calls.slice(0, count)), after ?? "");
  const trouble = calls[failed];
  if (trouble?.status === "rejected") return broken(trouble.reason, after);
  return { kind: "read", listings: read.length, after: after ?? "" };
}

/** Several calls as one; its moment is that of the last answer, which every order in any of them came before. */
function together(calls: PromiseSettledResult<PageRead>[]): PageRead {
  const pages = calls.flatMap((call) => (call.status === "fulfilled" ? [call.value] : []));
  return {
    readAt: new Date(Math.max(...pages.map(({ readAt }) => readAt.getTime()))),
    live: new Map(pages.flatMap(({ live }) => [...live])),
  };
}

/** What one call brought. */
export interface PageRead {
  /** After the answer came: whatever it contains happened before. */
  readAt: Date;
  live: ReadonlyMap<string, number>;
}

/** Reads a page. Throws, so that nothing is concluded, when the platform knows none of many listings. */
export async function readPage(connector: Connector, page: ListingToRead[], signal: AbortSignal): Promise<PageRead> {
  const live = await connector.readQuantities(page, signal);
  const readAt = new Date();
  if (live.length === 0 && page.length >= nothingMin) {
    throw new NothingRead(`${connector.platform} knows none of ${page.length} listings: the reading is not believed`);
  }
  return { readAt, live: new Map(live.map(({ listingId, quantity }) => [listingId, quantity])) };
}

/** An answer that is too empty to be believed. */
export class NothingRead extends Error {
  override name = "NothingRead";
}

function broken(trouble: unknown, after: string | null): Step {
  if (trouble instanceof RateLimited) return { kind: "postponed", retryAfterMs: trouble.retryAfterMs, after };
  throw trouble;
}

async function record(
  hub: Hub,
  { runId, isResync }: Reading,
  listings: ListingToRead[],
  { live, readAt }: PageRead,
  after: string,
): Promise<void> {
  await recordReadings(hub.pool, { listings, live, readAt }, { isResync, step: { runId, after } });
}
