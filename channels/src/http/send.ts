import { OutcomeUnknown, PlatformError, RateLimited } from "../trouble.ts";
import { BodyTooLarge, readBody } from "./body.ts";
import { redact } from "./redact.ts";
import { retryRead, Unavailable } from "./retry.ts";
import { retryAfterMs } from "./retry-after.ts";

const timeoutMsDefault = 15_000;
const bodyBytesMax = 20_000_000;

/** One request to a platform. */
export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** A read changes nothing over there, so it may be repeated; a write is sent once. */
  kind: "read" | "write";
  /** Never shown in an error. */
  secrets: string[];
  timeoutMs?: number | undefined;
}

/** What came back, read to its end; never a redirect, 429 or 5xx. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Sends one call. Throws `RateLimited` (429, nothing happened), `OutcomeUnknown` (a write without an answer or answered
 * with 5xx) or `PlatformError`; only reads are repeated.
 */
export function send(call: Call, signal: AbortSignal): Promise<Reply> {
  const attempt = () => sendOnce(call, signal);
  return call.kind === "read" ? retryRead(attempt, signal) : attempt();
}

/** The trouble of a call that got no usable answer: a write may have taken effect, a read may be asked again. */
export function unanswered(call: Call, why: string, status: number | null = null): OutcomeUnknown | PlatformError {
  const message = describe(call, why);
  return call.kind === "write" ? new OutcomeUnknown(message) : new Unavailable(message, status);
}

/** The trouble of a call that the platform answered with no. */
export function refused(call: Call, why: string, status: number | null): PlatformError {
  return new PlatformError(describe(call, why), status);
}

async function sendOnce(call: Call, signal: AbortSignal): Promise<Reply> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(call.timeoutMs ?? timeoutMsDefault);
  const reply = await exchange(call, AbortSignal.any([signal, deadline])).catch((error: unknown) => {
    if (signal.aborted && call.kind === "read") throw signal.reason;
    throw lost(call, error, deadline.aborted);
  });
  return accept(call, reply);
}

async function exchange(call: Call, signal: AbortSignal): Promise<Reply> {
  const { method, headers, body = null } = call;
  const response = await fetch(call.url, { method, headers, body, signal, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await readBody(response, bodyBytesMax) };
}

function accept(call: Call, reply: Reply): Reply {
  if (reply.status === 429) throw new RateLimited(retryAfterMs(reply.headers));
  if (reply.status >= 500) throw unanswered(call, `answered ${reply.status}: ${reply.text}`, reply.status);
  if (reply.status >= 300 && reply.status < 400) throw refused(call, `redirect ${reply.status} refused`, reply.status);
  return reply;
}

/** Codes of failures before the first byte left: nothing can have happened over there. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function lost(call: Call, error: unknown, isTimeout: boolean): Error {
  const code = codeOf(error);
  if (code !== null && neverSent.has(code)) return new Unavailable(describe(call, `not reached: ${code}`));
  if (isTimeout) return unanswered(call, `no answer within ${call.timeoutMs ?? timeoutMsDefault} ms`);
  if (error instanceof BodyTooLarge) return unanswered(call, error.message);
  return unanswered(call, `connection broke off${code === null ? "" : `: ${code}`}`);
}

/** fetch hides the system's error code in `cause`; refused connections to several addresses come as a bundle. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

function describe(call: Call, why: string): string {
  return redact(`${call.method} ${call.url.host}${call.url.pathname}: ${why}`, call.secrets);
}
