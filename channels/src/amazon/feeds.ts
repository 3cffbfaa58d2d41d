import { readJson } from "../http/json.ts";
import type { PushTally } from "../push-tally.ts";
import type { Account } from "./account.ts";
import { feedReport } from "./replies.ts";
import { readFeed, readResult, sendFeed } from "./send-feed.ts";
import { availabilityPatch, type Writable } from "./submission.ts";

const contentType = "application/json; charset=UTF-8";
/** A feed is looked at no more often. */
const lookEveryMs = 30_000;
/** Amazon may take eight hours, and keeps some feeds for ever. */
const forgottenAfterMs = 24 * 3_600_000;

/** Feeds that were sent, until Amazon has told what became of them. */
export interface Feeds {
  /** Sends all rows in one feed. They are accepted, and no more, until they are read back. */
  send(tally: PushTally, writable: Writable[], signal: AbortSignal): Promise<void>;
  /** What a finished feed refused of these SKUs, told once. */
  refusals(skus: string[], signal: AbortSignal): Promise<Map<string, string>>;
}

interface OpenFeed {
  feedId: string;
  sentAt: number;
  lookedAt: number;
}

/** Remembers feeds as long as the process lives: whatever is lost with it, a reading of the listings shows. */
export function keepFeeds(account: Account, allowHttp: boolean, now: () => number = Date.now): Feeds {
  let open: OpenFeed[] = [];
  const refused = new Map<string, string>();

  async function look(feed: OpenFeed, signal: AbortSignal): Promise<void> {
    feed.lookedAt = now();
    const status = await readFeed(account, feed.feedId, signal);
    if (status === null || status.processingStatus === "IN_QUEUE" || status.processingStatus === "IN_PROGRESS") return;
    open = open.filter((one) => one !== feed);
    if (!status.resultFeedDocumentId) return;
    for (const { sku, code, message, severity } of await readReport(
      account,
      status.resultFeedDocumentId,
      allowHttp,
      signal,
    )) {
      if (sku && severity === "ERROR") refused.set(sku, `${code}: ${message} (feed ${feed.feedId})`);
    }
  }

  return {
    async send(tally, writable, signal) {
      const rows = writable.map(({ row }) => row);
      try {
        const text = JSON.stringify(feedOf(account, writable));
        const feed = { feedType: "JSON_LISTINGS_FEED", contentType, text } as const;
        const feedId = await sendFeed(account, feed, allowHttp, signal);
        open.push({ feedId, sentAt: now(), lookedAt: now() });
        tally.accept(rows, `Amazon works on it in feed ${feedId}`);
      } catch (error) {
        tally.trouble(rows, error);
      }
    },
    async refusals(skus, signal) {
      open = open.filter(({ sentAt }) => now() - sentAt < forgottenAfterMs);
      for (const feed of open.filter(({ lookedAt }) => now() - lookedAt >= lookEveryMs)) {
        // What a feed refused only explains: a push must not wait for it.
        await look(feed, signal).catch(() => undefined);
      }
      const told = skus.flatMap((sku): [string, string][] => {
        const why = refused.get(sku);
        refused.delete(sku);
        return why === undefined ? [] : [[sku, why]];
      });
      return new Map(told);
    },
  };
}

function feedOf({ sellerId }: Account, writable: Writable[]) {
  return {
    header: { sellerId, version: "2.0", issueLocale: "en_US" },
    messages: writable.map(({ row }, place) => ({
      messageId: place + 1,
      sku: row.platformId,
      operationType: "PATCH",
      ...availabilityPatch(row.quantity),
    })),
  };
}

async function readReport(account: Account, documentId: string, allowHttp: boolean, signal: AbortSignal) {
  const { call, reply } = await readResult(account, documentId, allowHttp, signal);
  return readJson(call, reply, feedReport).issues;
}
