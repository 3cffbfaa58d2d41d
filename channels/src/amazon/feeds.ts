import type { PushWork, WantedQuantity } from "../connector.ts";
import { readJson } from "../http/json.ts";
import type { PushTally } from "../push-tally.ts";
import type { Account } from "./account.ts";
import { feedReport } from "./replies.ts";
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
