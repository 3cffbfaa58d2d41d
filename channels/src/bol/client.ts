import type * as z from "zod";
import type { BolCredentials } from "../credentials.ts";
import { under } from "../http/address.ts";
import { type Budgets, notePause } from "../http/budgets.ts";
import { readJson } from "../http/json.ts";
import { type PlatformClock, platformClock } from "../http/platform-clock.ts";
import { type Call, type Reply, refused, send } from "../http/send.ts";
import { type Token, type TokenSource, tokenSource } from "../http/token.ts";
import { PlatformError } from "../trouble.ts";
import { type EndpointName, endpoints } from "./endpoints.ts";
import { tokenReply } from "./replies.ts";

/** One request to the Retailer API. */
export interface BolRequest {
  endpoint: EndpointName;
  method: "GET" | "POST" | "PUT" | "PATCH";
  path: string;
  query?: URLSearchParams;
  body?: unknown;
  /** How long the request may wait for its place in the budget; 1 s when not said. */
  waitMaxMs?: number;
}

/** Talks to one bol account. */
export interface BolClient {
  clock: PlatformClock;
  /** The answer's body; null for 404 on a read. */
  read<T>(request: BolRequest, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null>;
  /** Sends a write once; what was answered with 202 or 200 is checked, 204 has no body. */
  write<T>(request: BolRequest, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
}

export interface BolClientOptions {
  root: URL;
  login: URL;
  credentials: BolCredentials;
  /** Multiplies the budgets, for an account or a sandbox with other limits. */
  rateFactor: number;
  budgets: Budgets;
  timeoutMs: number | undefined;
}

const waitMaxMsDefault = 1_000;

/** A client that keeps its own token and budgets; a token that bol refuses is renewed once. */
export function bolClient(options: BolClientOptions): BolClient {
  const tokens = tokensFor(options);
  const clock = platformClock();
  const { budgets, rateFactor } = options;

  async function exchange(request: BolRequest, signal: AbortSignal): Promise<{ call: Call; reply: Reply }> {
    const first = await sendWith(await tokens.get(), request, signal);
    if (first.reply.status !== 401) return first;
    tokens.drop(first.token);
    return sendWith(await tokens.get(), request, signal);
  }

  async function sendWith(token: string, request: BolRequest, signal: AbortSignal) {
    const { endpoint, waitMaxMs = waitMaxMsDefault } = request;
    const { max, perMs } = endpoints[endpoint].limit;
    const limit = { max: Math.max(1, Math.floor(max * rateFactor)), perMs };
    await budgets.take(endpoint, limit, { signal, waitMaxMs });
    const call = toCall(options, token, request);
    const sentAt = Date.now();
    const reply = await send(call, signal).catch(notePause(budgets, endpoint));
    clock.note(reply.headers, sentAt);
    return { call, token, reply: obey(endpoint, reply) };
  }

  /** bol says when its budget is used up before it refuses, in whole seconds: too coarse for budgets of one second. */
  function obey(endpoint: EndpointName, reply: Reply): Reply {
    const [remaining, reset] = ["x-ratelimit-remaining", "x-ratelimit-reset"].map((name) => reply.headers.get(name));
    const seconds = /^\d{1,5}$/.test(reset ?? "") ? Number(reset) : 0;
    if (remaining === "0" && seconds > 1) budgets.pause(endpoint, seconds * 1_000);
    return reply;
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

function toCall(options: BolClientOptions, token: string, request: BolRequest): Call {
  const type = `application/vnd.retailer.${endpoints[request.endpoint].version}+json`;
  const url = under(options.root, request.path);
  url.search = request.query?.toString() ?? "";
  return {
    method: request.method,
    url,
    headers: {
      authorization: `Bearer ${token}`,
      accept: type,
      ...(request.body !== undefined && { "content-type": type }),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    kind: request.method === "GET" ? "read" : "write",
    secrets: [token, options.credentials.clientSecret],
    timeoutMs: options.timeoutMs,
  };
}

/** Client credentials grant; tokens live about 5 minutes, and asking too often can get an address blocked. */
function tokensFor({ login, credentials, timeoutMs }: BolClientOptions): TokenSource {
  const basic = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString("base64");
  const call: Call = {
    method: "POST",
    url: login,
    headers: {
      authorization: `Basic ${basic}`,
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
    kind: "read",
    secrets: [basic, credentials.clientSecret],
    timeoutMs,
  };
  return tokenSource(async (): Promise<Token> => {
    const reply = await send(call, new AbortController().signal);
    if (reply.status === 401) throw new PlatformError("bol does not take the client id and secret", 401);
    if (reply.status >= 400) throw refused(call, `answered ${reply.status}: ${reply.text}`, reply.status);
    const { access_token, expires_in } = readJson(call, reply, tokenReply);
    return { value: access_token, lifeSeconds: expires_in };
  });
}
