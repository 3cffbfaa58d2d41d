import { signsWithOwnKeys, type VerifiedWebhook, verifyWebhook } from "@stockpool/channels/intake";
import { newId, storeEvent, wantSignatureKeys } from "@stockpool/stock";
import type pg from "pg";
import { refuse } from "../http/answers.ts";
import { readBody } from "../http/read-body.ts";
import type { IntakeChannel, IntakeChannels } from "./channels.ts";

/** Larger than any order; platforms send far less. */
export const webhookBytesMax = 2 * 1024 * 1024;

/** Headers that are not part of the message, or that might carry somebody's secret. */
const notKept = new Set(["authorization", "cookie", "x-api-key", "connection", "content-length", "transfer-encoding"]);

/**
 * Takes one message of a platform: proves its signature over the raw body, stores it, answers 202. Nothing else happens here:
 * also a body that nobody can read is stored, and found by who reads the inbox.
 */
export async function takeWebhook(
  request: Request,
  code: string,
  { pool, channels }: { pool: pg.Pool; channels: IntakeChannels },
): Promise<Response> {
  if (request.method !== "POST")
    return refuse(405, "METHOD_NOT_ALLOWED", "webhooks are sent by POST", { allow: "POST" });
  const channel = await channels.find(code);
  if (!channel)
    return refuse(404, "CHANNEL_NOT_FOUND", `no channel takes webhooks at ${JSON.stringify(code.slice(0, 100))}`);
  if (channel.isRemoved)
    return refuse(410, "CHANNEL_REMOVED", "this channel was removed: it takes no webhooks any more");
  const body = await readBody(request, webhookBytesMax);
  if (!body)
    return refuse(413, "BODY_TOO_LARGE", `a webhook must be at most ${webhookBytesMax} bytes, this one is larger`);
  const verified = verify(channel, request, body) ?? (await verifyAnew(channels, code, request, body));
  // The platform may sign with a new key; it tries again, and by then the key is known.
  if (!verified && signsWithOwnKeys(channel.platform)) await wantSignatureKeys(pool, channel.id, new Date());
  if (!verified) return refuse(401, "SIGNATURE_WRONG", "the signature is missing or wrong: nothing was stored");
  await storeEvent(pool, {
    id: newId(),
    channelId: channel.id,
    ...verified,
    headers: keptHeaders(request.headers),
    body,
    receivedAt: new Date(),
  });
  return new Response(null, { status: 202 });
}

function verify(channel: IntakeChannel, { headers }: Request, body: Uint8Array): VerifiedWebhook | null {
  return verifyWebhook(channel.platform, channel.credentials, headers, body, channel.signatureKeys);
}

async function verifyAnew(
  channels: IntakeChannels,
  code: string,
  request: Request,
  body: Uint8Array,
): Promise<VerifiedWebhook | null> {
  const channel = await channels.recheck(code);
  return channel && verify(channel, request, body);
}

function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !notKept.has(name)));
}
