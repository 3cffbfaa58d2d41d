import type { Connector } from "@stockpool/channels";
import { type ListingToRead, readListingsAfter } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { readLive } from "../live-quantities.ts";

/** Calls to a platform at a time. */
const widthMax = 4;
/** A call that brings none of so many listings is not believed: it may be another account, or an outage that looks well. */
const nothingMin = 10;

/** What a few calls at a time brought, up to the first that failed. */
export interface PagesRead extends PageRead {
  /** The platform's id that they began after. */
  before: string | null;
  /** The platform's id of the last listing read. */
  after: string | null;
  listings: ListingToRead[];
  /** There is no further page. */
  isEnd: boolean;
  /** Why the next page was not read; null when nothing failed. */
  trouble: { error: unknown } | null;
}

/**
 * Reads the next few pages of a channel, several calls at a time; with `readBefore`, of those not read since. Whatever comes after the first page that failed is forgotten, so
 * that a run goes on there.
 */
export async function readPages(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  { before, readBefore }: { before: string | null; readBefore: Date | null },
  signal: AbortSignal,
): Promise<PagesRead> {
  const size = connector.readBatchMax;
  const wanted = await readListingsAfter(hub.pool, channel.id, before, size * widthMax, readBefore);
  const pages = Array.from({ length: Math.ceil(wanted.length / size) }, (_, page) =>
    wanted.slice(page * size, (page + 1) * size),
  );
  const calls = await Promise.allSettled(pages.map((page) => readPage(hub, channel, connector, page, signal)));
  const failed = calls.findIndex(({ status }) => status === "rejected");
  const count = failed === -1 ? pages.length : failed;
  const listings = pages.slice(0, count).flat();
  const failure = calls[failed];
  return {
    ...together(calls.slice(0, count)),
    ...{ before, after: listings.at(-1)?.platformId ?? before, listings, isEnd: wanted.length === 0 },
    trouble: failure?.status === "rejected" ? { error: failure.reason } : null,
  };
}

/** Several calls as one; its moment is that of the last answer, which every order in any of them came before. */
function together(calls: PromiseSettledResult<PageRead>[]): PageRead {
  const pages = calls.flatMap((call) => (call.status === "fulfilled" ? [call.value] : []));
  return {
    readAt: new Date(Math.max(0, ...pages.map(({ readAt }) => readAt.getTime()))),
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
export async function readPage(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  page: ListingToRead[],
  signal: AbortSignal,
): Promise<PageRead> {
  const { live, unbelieved } = await readLive(hub, channel, connector, page, signal);
  const readAt = new Date();
  if (live.size + unbelieved.size === 0 && page.length >= nothingMin) {
    throw new NothingRead(`${connector.platform} knows none of ${page.length} listings: the reading is not believed`);
  }
  return { readAt, live };
}

/** An answer that is too empty to be believed. */
export class NothingRead extends Error {
  override name = "NothingRead";
}
