import type * as z from "zod";
import type { ShopifyCredentials } from "../credentials.ts";
import { under } from "../http/address.ts";
import type { Budgets } from "../http/budgets.ts";
import { checkContract, readJson } from "../http/json.ts";
import { type PlatformClock, platformClock } from "../http/platform-clock.ts";
import { type Call, refused, send } from "../http/send.ts";
import { fixedToken, type Token, type TokenSource, tokenSource } from "../http/token.ts";
import { PlatformError } from "../trouble.ts";
import { dataOf } from "./graphql-errors.ts";
import { points } from "./points.ts";
import { graphqlReply, tokenReply } from "./replies.ts";

/** Newest stable version, https://shopify.dev/docs/changelog/release-notes/2026-10 (Nov 2026). */
export const apiVersion = "2026-10";

/** One GraphQL operation and what it answers. */
export interface Operation<T> {
  document: string;
  kind: "read" | "write";
  reply: z.ZodType<T>;
}

/** An operation that only reads. */
export function query<T>(reply: z.ZodType<T>, document: string): Operation<T> {
  return { document, kind: "read", reply };
}

/** An operation that changes something: it is sent once. */
export function mutation<T>(reply: z.ZodType<T>, document: string): Operation<T> {
  return { document, kind: "write", reply };
}

/** Runs operations on one shop's Admin API. */
export interface ShopifyClient {
  root: URL;
  clock: PlatformClock;
  run<T>(operation: Operation<T>, variables: Record<string, unknown>, signal: AbortSignal): Promise<T>;
  /** Waits until the shop has points for the operation; its next run does not. */
  awaitTurn<T>(operation: Operation<T>, signal: AbortSignal): Promise<void>;
}

export interface ShopifyClientOptions {
  root: URL;
  credentials: ShopifyCredentials;
  budgets: Budgets;
  timeoutMs: number | undefined;
}

/** A client that keeps its own access token; a token that the shop refuses is renewed once. */
export function shopifyClient(options: ShopifyClientOptions): ShopifyClient {
  const tokens = tokensFor(options);
  const spending = points(options.budgets);
  const clock = platformClock();

  async function run<T>(operation: Operation<T>, variables: Record<string, unknown>, signal: AbortSignal): Promise<T> {
    await spending.take(operation.document, signal);
    const first = await runWith(await tokens.get(), operation, variables, signal);
    const { call, reply } = first.reply.status === 401 ? await again(first.token, operation, variables, signal) : first;
    if (reply.status === 401) throw refused(call, "Shopify does not take the access token", 401);
    const envelope = readJson(call, reply, graphqlReply);
    spending.note(operation.document, envelope);
    return checkContract(call, dataOf(call, envelope), operation.reply);
  }

  async function again<T>(token: string, operation: Operation<T>, variables: object, signal: AbortSignal) {
    tokens.drop(token);
    return runWith(await tokens.get(), operation, variables, signal);
  }

  async function runWith<T>(token: string, operation: Operation<T>, variables: object, signal: AbortSignal) {
    const call: Call = {
      method: "POST",
      url: under(options.root, `/admin/api/${apiVersion}/graphql.json`),
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        "x-shopify-access-token": token,
      },
      body: JSON.stringify({ query: operation.document, variables }),
      kind: operation.kind,
      secrets: [token, options.credentials.clientSecret],
      timeoutMs: options.timeoutMs,
    };
    const sentAt = Date.now();
    const reply = await send(call, signal).catch(spending.notePause);
    clock.note(reply.headers, sentAt);
    return { call, token, reply };
  }

  return { run, awaitTurn: ({ document }, signal) => spending.takeAhead(document, signal), clock, root: options.root };
}

/** Client credentials grant: 24 h tokens that are simply asked for again. Asking changes nothing, so it may be repeated. */
function tokensFor({ root, credentials, timeoutMs }: ShopifyClientOptions): TokenSource {
  if ("accessToken" in credentials) return fixedToken(credentials.accessToken);
  const { clientId, clientSecret } = credentials;
  const call: Call = {
    method: "POST",
    url: under(root, "/admin/oauth/access_token"),
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" }),
    kind: "read",
    secrets: [clientSecret],
    timeoutMs,
  };
  return tokenSource(async (): Promise<Token> => {
    const reply = await send(call, new AbortController().signal);
    if (reply.status >= 400) throw new PlatformError("Shopify does not take the client id and secret", reply.status);
    const { access_token, expires_in } = readJson(call, reply, tokenReply);
    return { value: access_token, lifeSeconds: expires_in };
  });
}
