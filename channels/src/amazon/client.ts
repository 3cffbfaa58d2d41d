import type * as z from "zod";
import { under } from "../http/address.ts";
import type { Budgets } from "../http/budgets.ts";
import { readJson } from "../http/json.ts";
import { type PlatformClock, platformClock } from "../http/platform-clock.ts";
import { type Call, type Reply, send } from "../http/send.ts";
import { RateLimited } from "../trouble.ts";
import type { OperationName } from "./operations.ts";
import { rates } from "./rates.ts";
import { type Secrets, sellerTokens, withoutSeller } from "./tokens.ts";

/** One request to the Selling Partner API. */
export interface AmazonRequest {
  operation: OperationName;
  method: "GET" | "POST" | "PATCH";
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** Asked for with a token that belongs to no seller. */
  isGrantless?: boolean;
  /** A POST that changes no stock and no order, so it may be repeated. */
  isHarmless?: boolean;
}

/** Talks to one seller account. */
export interface AmazonClient {
  clock: PlatformClock;
  /** The answer's body; null for 404. */
  read<T>(request: AmazonRequest, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null>;
  /** Sends a write once and checks what was answered; 204 has no body. */
  write<T>(request: AmazonRequest, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
}

export interface AmazonClientOptions {
  root: URL;
  /** Where Login with Amazon gives tokens. */
  login: URL;
  credentials: Secrets;
  /** Multiplies the budgets, for a sandbox with other limits. */
  rateFactor: number;
  budgets: Budgets;
  timeoutMs: number | undefined;
}

/** How long a call may wait for its place in the budget. */
const waitMaxMs = 1_000;

/** A client that keeps its own tokens; one that Amazon refuses is renewed once. */
export function amazonClient(options: AmazonClientOptions): AmazonClient {
  const { budgets } = options;
  const clock = platformClock();
  const allowed = rates(options.rateFactor);
  const [ofSeller, ofNobody] = [sellerTokens(options), withoutSeller(options)];

  async function exchange(request: AmazonRequest, signal: AbortSignal): Promise<{ call: Call; reply: Reply }> {
    const tokens = request.isGrantless ? ofNobody : ofSeller;
    const token = await tokens.get();
    const first = await sendWith(token, request, signal);
    if (first.reply.status !== 403 || !/"Unauthorized"/.test(first.reply.text)) return first;
    tokens.drop(token);
    return sendWith(await tokens.get(), request, signal);
  }

  async function sendWith(token: string, request: AmazonRequest, signal: AbortSignal) {
    const { operation } = request;
    await budgets.takePoints(operation, allowed.bucketOf(operation), 1, { signal, waitMaxMs });
    const call = toCall(options, token, request);
    const sentAt = Date.now();
    const reply = await send(call, signal).catch(obey(operation));
    clock.note(reply.headers, sentAt);
    allowed.note(operation, reply.headers);
    return { call, reply };
  }

  /** For `catch`: a 429 holds back every call of its operation until Amazon gives one more. */
  function obey(operation: OperationName): (error: unknown) => never {
    return (error) => {
      if (!(error instanceof RateLimited)) throw error;
      const retryAfterMs = Math.max(error.retryAfterMs, allowed.refillMs(operation));
      budgets.pause(operation, retryAfterMs);
      throw new RateLimited(retryAfterMs);
    };
  }

  return {
    clock,
    async read(request, schema, signal) {
      const { call, reply } = await exchange(request, signal);
      return reply.status === 404 ? null : readJson(call, reply, schema);
    },
    async write(request, schema, signal) {
      const { call, reply } = await exchange(request, signal);
      return readJson(call, reply, schema);
    },
  };
}

function toCall(options: AmazonClientOptions, token: string, request: AmazonRequest): Call {
  const { method, path, query = {}, body, isHarmless = method === "GET" } = request;
  const url = under(options.root, path);
  url.search = new URLSearchParams(query).toString();
  const { clientSecret, refreshToken } = options.credentials;
  return {
    ...{ method, url },
    headers: {
      "x-amz-access-token": token,
      accept: "application/json",
      "user-agent": "Stockpool/1.0 (Language=TypeScript)",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    kind: isHarmless ? "read" : "write",
    secrets: [token, clientSecret, refreshToken],
    timeoutMs: options.timeoutMs,
  };
}
