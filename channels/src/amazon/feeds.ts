import type { PushWork, WantedQuantity } from "../connector.ts";
import { readJson } from "../http/json.ts";
import type { PushTally } from "../push-tally.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { feedReport, feedsReply } from "./replies.ts";
import { readFeed, readResult, sendFeed } from "./send-feed.ts";
import { availabilityPatch } from "./submission.ts";

const contentType = "application/json; charset=UTF-8";

/** Sends all rows in one feed. They are accepted, and no more: `lookAtFeed` tells when Amazon is done with it. */
export async function sendInFeed(
  account: Account,
  tally: PushTally,
  rows: WantedQuantity[],
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<void> {
  try {
    const text = JSON.stringify(feedOf(account, rows));
    const feed = { feedType: "JSON_LISTINGS_FEED", contentType, text } as const;
    const feedId = await sendFeed(account, feed, allowHttp, signal);
    tally.accept(rows, `Amazon works on it in feed ${feedId}`, feedId);
  } catch (error) {
    tally.trouble(rows, error);
  }
}

/** How far a feed is, and what it refused. One that Amazon does not know any more has ended. */
export async function lookAtFeed(
  account: Account,
  feedId: string,
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<PushWork> {
  const feed = await readFeed(account, feedId, signal);
  switch (feed?.processingStatus) {
    case "IN_QUEUE":
    case "IN_PROGRESS":
      return { kind: "going_on" };
    case "CANCELLED":
    case "FATAL":
      return { kind: "failed", error: `Amazon did not work on feed ${feedId} (${feed?.processingStatus})` };
    case "DONE":
    case undefined: {
      const reportId = feed?.resultFeedDocumentId;
      return { kind: "done", refused: reportId ? await refusedIn(account, feedId, reportId, allowHttp, signal) : [] };
    }
  }
}

/** Clocks differ, and a feed is created a moment after it is sent. */
const clocksDifferMs = 60_000;
const feedsPerPage = 100;
const pagesMax = 100;

/** The seller's feeds of quantities that were created since then and have not ended; other software's are among them. */
export async function findFeeds({ client }: Account, since: Date, signal: AbortSignal): Promise<string[]> {
  const createdSince = new Date(since.getTime() - clocksDifferMs - client.clock.behindMs()).toISOString();
  const request = { operation: "getFeeds", method: "GET", path: "/feeds/2021-06-30/feeds" } as const;
  const found: string[] = [];
  let query: Record<string, string> = {
    ...{ feedTypes: "JSON_LISTINGS_FEED", processingStatuses: "IN_QUEUE,IN_PROGRESS" },
    ...{ createdSince, pageSize: String(feedsPerPage) },
  };
  for (let page = 0; page < pagesMax; page++) {
    const reply = await client.read({ ...request, query }, feedsReply, signal);
    found.push(...(reply?.feeds ?? []).map(({ feedId }) => feedId));
    if (!reply?.nextToken) return found;
    // The token brings its filters with it, and allows no other parameter.
    query = { nextToken: reply.nextToken };
  }
  throw new PlatformError(`Amazon's list of feeds has more than ${pagesMax} pages`);
}

async function refusedIn(
  account: Account,
  feedId: string,
  reportId: string,
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<{ platformId: string; error: string }[]> {
  const { call, reply } = await readResult(account, reportId, allowHttp, signal);
  return readJson(call, reply, feedReport).issues.flatMap(({ sku, code, message, severity }) =>
    sku && severity === "ERROR" ? [{ platformId: sku, error: `${code}: ${message} (feed ${feedId})` }] : [],
  );
}

function feedOf({ sellerId }: Account, rows: WantedQuantity[]) {
  return {
    header: { sellerId, version: "2.0", issueLocale: "en_US" },
    messages: rows.map(({ platformId: sku, quantity }, place) => ({
      messageId: place + 1,
      sku,
      operationType: "PATCH",
      ...availabilityPatch(quantity),
    })),
  };
}
