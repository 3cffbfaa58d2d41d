import { requireAddress } from "../http/address.ts";
import { type Call, type Reply, refused, send } from "../http/send.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { documentReply, feedCreatedReply, feedReply } from "./replies.ts";

/** A feed as it is handed in. */
export interface FeedToSend {
  feedType: "JSON_LISTINGS_FEED" | "POST_ORDER_ACKNOWLEDGEMENT_DATA";
  contentType: string;
  text: string;
}

/** Uploads a feed and has Amazon work on it; gives its id. */
export async function sendFeed(
  { client, marketplaceIds }: Account,
  { feedType, contentType, text }: FeedToSend,
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<string> {
  const toDocument = { operation: "createFeedDocument", method: "POST", path: "/feeds/2021-06-30/documents" } as const;
  // A document that nobody uses does no harm, so all but the feed itself may be asked for again.
  const place = await client.write({ ...toDocument, body: { contentType }, isHarmless: true }, documentReply, signal);
  const call = documentCall("PUT", place.url, allowHttp);
  const reply = await send({ ...call, headers: { "content-type": contentType }, body: text }, signal);
  if (reply.status >= 400) throw refused(call, `answered ${reply.status}`, reply.status);
  const toFeed = { operation: "createFeed", method: "POST", path: "/feeds/2021-06-30/feeds" } as const;
  const body = { feedType, marketplaceIds, inputFeedDocumentId: place.feedDocumentId };
  return (await client.write({ ...toFeed, body }, feedCreatedReply, signal)).feedId;
}

/** How far a feed is; null when Amazon does not know it. */
export function readFeed({ client }: Account, feedId: string, signal: AbortSignal) {
  const path = `/feeds/2021-06-30/feeds/${encodeURIComponent(feedId)}`;
  return client.read({ operation: "getFeed", method: "GET", path }, feedReply, signal);
}

/** What Amazon writes about a feed that it has worked on. */
export async function readResult(
  { client }: Account,
  documentId: string,
  allowHttp: boolean,
  signal: AbortSignal,
): Promise<{ call: Call; reply: Reply }> {
  const path = `/feeds/2021-06-30/documents/${encodeURIComponent(documentId)}`;
  const place = await client.read({ operation: "getFeedDocument", method: "GET", path }, documentReply, signal);
  if (place === null || place.compressionAlgorithm) throw new PlatformError(`report ${documentId} cannot be read`);
  const call = documentCall("GET", place.url, allowHttp);
  return { call, reply: await send(call, signal) };
}

/** Documents lie elsewhere, at an address that is itself the secret. */
function documentCall(method: "PUT" | "GET", address: string, allowHttp: boolean): Call {
  const url = requireAddress("address of a feed's document", address, allowHttp);
  return { method, url, headers: {}, kind: "read", secrets: [url.search, url.pathname] };
}
