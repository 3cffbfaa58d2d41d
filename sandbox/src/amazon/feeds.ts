import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { nowMs } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { acknowledgeOrder } from "./acknowledge-order.ts";
import { submit } from "./availability.ts";
import { type Issue, readPatch } from "./patch-listing.ts";
import { problem, success } from "./problem.ts";
import type { Feed, FeedEnd, Seller } from "./seller.ts";

const messagesMax = 25_000;

/** `POST /feeds/2021-06-30/documents`: an address to upload to. */
export function createFeedDocument(seller: Seller, origin: string): Answer {
  const feedDocumentId = `amzn1.tortuga.4.eu.${randomUUID()}`;
  seller.documents.set(feedDocumentId, null);
  return success(201, { feedDocumentId, url: addressOf(seller, origin, feedDocumentId) });
}

/** `PUT` to such an address. */
export function uploadDocument(seller: Seller, feedDocumentId: string, text: string): Answer {
  if (seller.documents.get(feedDocumentId) !== null) return { status: 403, headers: {}, body: null };
  seller.documents.set(feedDocumentId, text);
  return { status: 200, headers: {}, body: null };
}

/** `GET` of a document's own address. */
export function downloadDocument(seller: Seller, feedDocumentId: string): Answer {
  const text = seller.documents.get(feedDocumentId);
  if (typeof text !== "string") return { status: 403, headers: {}, body: null };
  const type = text.startsWith("<") ? "text/xml" : "application/json";
  return { status: 200, headers: { "content-type": `${type}; charset=UTF-8` }, body: text };
}

const specification = z.object({
  feedType: z.enum(["JSON_LISTINGS_FEED", "POST_ORDER_ACKNOWLEDGEMENT_DATA"]),
  marketplaceIds: z.array(z.string()).min(1),
  inputFeedDocumentId: z.string(),
});

/** `POST /feeds/2021-06-30/feeds`: works on an uploaded document, later. */
export function createFeed(world: World, seller: Seller, body: unknown, logged: LoggedRequest): Answer {
  const parsed = specification.safeParse(body);
  if (!parsed.success) return problem(400, "InvalidInput", z.prettifyError(parsed.error));
  const { inputFeedDocumentId, marketplaceIds, feedType } = parsed.data;
  const text = seller.documents.get(inputFeedDocumentId);
  if (typeof text !== "string") return problem(400, "InvalidInput", `document ${inputFeedDocumentId} has no content`);
  const wrong = feedType === "JSON_LISTINGS_FEED" ? checkFeed(world, seller, text) : null;
  if (wrong !== null) return wrong;
  world.ids.used += 1;
  const feedId = String(50_000_000_000 + world.ids.used);
  const feed: Feed = {
    ...{ feedId, feedType, createdAt: nowMs(), status: "IN_QUEUE", marketplaceIds, resultDocumentId: null },
    finish: () => {
      if (!isOpen(feed)) return;
      if (feedType === "JSON_LISTINGS_FEED") work(world, seller, feed, text, logged);
      else acknowledgeOrder(world, seller, feed, text);
    },
  };
  seller.feeds.set(feedId, feed);
  const { feedMs } = seller.settings;
  void sleep(feedMs / 2, undefined, { ref: false }).then(() => {
    if (isOpen(feed)) feed.status = "IN_PROGRESS";
  });
  void sleep(feedMs, undefined, { ref: false }).then(feed.finish);
  return success(202, { feedId });
}

function isOpen({ status }: Feed): boolean {
  return status === "IN_QUEUE" || status === "IN_PROGRESS";
}

/** Ends all feeds that are open: each is worked on now, or, as happens to some at Amazon, never. */
export function endFeeds(seller: Seller, as: FeedEnd): void {
  for (const feed of seller.feeds.values()) {
    if (as === "DONE") feed.finish();
    else if (isOpen(feed)) feed.status = as;
  }
}

/** `GET /feeds/2021-06-30/feeds/{feedId}` */
export function getFeed(seller: Seller, feedId: string): Answer {
  const feed = seller.feeds.get(feedId);
  if (!feed) return problem(404, "NotFound", `The feed ${feedId} was not found.`);
  return success(200, feedView(feed));
}

const pageSizeMax = 100;

/** `GET /feeds/2021-06-30/feeds`. A token brings its filters with it, and is refused beside any other parameter. */
export function getFeeds(seller: Seller, { query }: Request): Answer {
  const token = query.get("nextToken");
  if (token !== null && [...query].length > 1) return badInput("nextToken must be the only parameter");
  const asked = token === null ? query : new URLSearchParams(Buffer.from(token, "base64url").toString());
  const types = asked.get("feedTypes")?.split(",");
  const statuses = asked.get("processingStatuses")?.split(",");
  const [size, start] = [Number(asked.get("pageSize") ?? 10), Number(asked.get("from") ?? 0)];
  if (!types) return badInput("either feedTypes or nextToken is required");
  if (!(size >= 1 && size <= pageSizeMax)) return badInput(`pageSize must be 1–${pageSizeMax}, got ${size}`);
  const since = Date.parse(asked.get("createdSince") ?? "") || 0;
  const found = [...seller.feeds.values()]
    .filter(({ feedType, createdAt }) => types.includes(feedType) && createdAt >= since)
    .filter(({ status }) => (statuses ?? [status]).includes(status))
    .toReversed();
  const next = new URLSearchParams([...asked].filter(([name]) => name !== "from"));
  next.set("from", String(start + size));
  return success(200, {
    feeds: found.slice(start, start + size).map(feedView),
    ...(start + size < found.length && { nextToken: Buffer.from(next.toString()).toString("base64url") }),
  });
}

function feedView({ feedId, feedType, marketplaceIds, createdAt, status, resultDocumentId }: Feed) {
  return {
    ...{ feedId, feedType, marketplaceIds },
    createdTime: new Date(createdAt).toISOString(),
    processingStatus: status,
    ...(resultDocumentId !== null && { resultFeedDocumentId: resultDocumentId }),
  };
}

function badInput(message: string): Answer {
  return problem(400, "InvalidInput", message);
}

/** `GET /feeds/2021-06-30/documents/{feedDocumentId}`: where a result is to be fetched. */
export function getFeedDocument(seller: Seller, origin: string, feedDocumentId: string): Answer {
  if (!seller.documents.has(feedDocumentId)) {
    return problem(404, "NotFound", `The document ${feedDocumentId} was not found.`);
  }
  return success(200, { feedDocumentId, url: addressOf(seller, origin, feedDocumentId) });
}

/** Amazon finds out later; a caller whose feed is not of the published shape should hear it here. */
function checkFeed(world: World, seller: Seller, text: string): Answer | null {
  const problems = world.contracts?.amazon.checkDocument("feed", parse(text)) ?? [];
  if (problems.length === 0) return null;
  world.violations.add({ platform: "amazon", shop: seller.handle, side: "request", operation: "createFeed", problems });
  if (world.violations.mode === "record") return null;
  return problem(500, "InternalFailure", `sandbox: the feed breaks Amazon's published schema: ${problems.join("; ")}`);
}

const feedMessages = z.object({
  header: z.object({ sellerId: z.string() }),
  messages: z
    .array(z.looseObject({ messageId: z.number().int(), sku: z.string(), operationType: z.literal("PATCH") }))
    .max(messagesMax),
});

function work(world: World, seller: Seller, feed: Feed, text: string, logged: LoggedRequest): void {
  const parsed = feedMessages.safeParse(parse(text));
  if (!parsed.success || parsed.data.header.sellerId !== seller.settings.sellerId) {
    feed.status = "FATAL";
    return;
  }
  const issues: (Issue & { messageId: number; sku: string })[] = [];
  for (const { messageId, sku, ...patch } of parsed.data.messages) {
    const read = readPatch(seller, sku, patch);
    if ("issues" in read) issues.push(...read.issues.map((issue) => ({ messageId, sku, ...issue })));
    else {
      if (read.quantity !== null) logged.quantities.push({ sku, stockId: sku, quantity: read.quantity });
      submit(world, seller, read, 0, () => {
        logged.isApplied = true;
      });
    }
  }
  feed.resultDocumentId = `amzn1.tortuga.4.eu.${randomUUID()}`;
  seller.documents.set(
    feed.resultDocumentId,
    JSON.stringify(report(world, seller, feed, parsed.data.messages.length, issues)),
  );
  feed.status = "DONE";
}

function report(
  world: World,
  seller: Seller,
  feed: Feed,
  messages: number,
  found: (Issue & { messageId: number; sku: string })[],
) {
  const invalid = new Set(found.map(({ messageId }) => messageId)).size;
  const issues = found.map(({ messageId, sku, code, severity, message, attributeNames }) => {
    return { messageId, sku, code, severity, message, attributeName: attributeNames[0] ?? "" };
  });
  const body = {
    header: { sellerId: seller.settings.sellerId, version: "2.0", feedId: feed.feedId },
    issues,
    summary: {
      ...{ errors: issues.length, warnings: 0, messagesProcessed: messages },
      ...{ messagesAccepted: messages - invalid, messagesInvalid: invalid },
    },
  };
  const problems = world.contracts?.amazon.checkDocument("report", body) ?? [];
  if (problems.length > 0) {
    world.violations.add({ platform: "amazon", shop: seller.handle, side: "answer", operation: "report", problems });
  }
  return body;
}

function addressOf(seller: Seller, origin: string, feedDocumentId: string): string {
  return `${origin}/amazon/${seller.handle}/documents/${feedDocumentId}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the feed is of no known shape, and ends as such.
    return undefined;
  }
}
