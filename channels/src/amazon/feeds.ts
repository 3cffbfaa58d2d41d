import { requireAddress } from "../http/address.ts";
import { readJson } from "../http/json.ts";
import { type Call, refused, send } from "../http/send.ts";
import type { PushTally } from "../push-tally.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { documentReply, feedCreatedReply, feedReply, feedReport } from "./replies.ts";
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
        const feedId = await sendFeed(account, writable, allowHttp, signal);
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

async function sendFeed(account: Account, writable: Writable[], allowHttp: boolean, signal: AbortSignal) {
  const { client, marketplaceIds } = account;
  const toDocument = { operation: "createFeedDocument", method: "POST", path: "/feeds/2021-06-30/documents" } as const;
  const body = { contentType };
  // A document that nobody uses does no harm, so all but the feed itself may be asked for again.
  const place = await client.write({ ...toDocument, body, isHarmless: true }, documentReply, signal);
  await upload(place.url, JSON.stringify(feedOf(account, writable)), allowHttp, signal);
  const toFeed = { operation: "createFeed", method: "POST", path: "/feeds/2021-06-30/feeds" } as const;
  const inputFeedDocumentId = place.feedDocumentId;
  const feed = { feedType: "JSON_LISTINGS_FEED", marketplaceIds, inputFeedDocumentId };
  return (await client.write({ ...toFeed, body: feed }, feedCreatedReply, signal)).feedId;
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

async function upload(address: string, body: string, allowHttp: boolean, signal: AbortSignal): Promise<void> {
  const call = documentCall("PUT", address, allowHttp);
  const reply = await send({ ...call, headers: { "content-type": contentType }, body }, signal);
  if (reply.status >= 400) throw refused(call, `answered ${reply.status}`, reply.status);
}

async function readFeed({ client }: Account, feedId: string, signal: AbortSignal) {
  const path = `/feeds/2021-06-30/feeds/${encodeURIComponent(feedId)}`;
  return client.read({ operation: "getFeed", method: "GET", path }, feedReply, signal);
}

async function readReport({ client }: Account, documentId: string, allowHttp: boolean, signal: AbortSignal) {
  const path = `/feeds/2021-06-30/documents/${encodeURIComponent(documentId)}`;
  const place = await client.read({ operation: "getFeedDocument", method: "GET", path }, documentReply, signal);
  if (place === null || place.compressionAlgorithm) throw new PlatformError(`report ${documentId} cannot be read`);
  const call = documentCall("GET", place.url, allowHttp);
  return readJson(call, await send(call, signal), feedReport).issues;
}

/** Documents lie elsewhere, at an address that is itself the secret. */
function documentCall(method: "PUT" | "GET", address: string, allowHttp: boolean): Call {
  const url = requireAddress("address of a feed's document", address, allowHttp);
  return { method, url, headers: {}, kind: "read", secrets: [url.search, url.pathname] };
}
