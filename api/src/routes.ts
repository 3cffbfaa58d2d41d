import type pg from "pg";
import type { Logger } from "pino";
import { type AuthParts, answerAuth, authPath } from "./auth/auth-route.ts";
import { identify } from "./auth/identify.ts";
import { answerListingsCsv, listingsCsvPath } from "./csv/listings-route.ts";
import { answerGraphql, type GraphqlRouteParts } from "./graphql-route.ts";
import { graphqlPath } from "./graphql-server.ts";
import { health, ready } from "./health.ts";
import { refuse } from "./http/answers.ts";
import type { Fetch } from "./http/serve.ts";
import type { IntakeChannels } from "./intake/channels.ts";
import { takeWebhook } from "./intake/take-webhook.ts";
import type { Metrics } from "./metrics.ts";

export interface RoutesParts extends GraphqlRouteParts, AuthParts {
  pool: pg.Pool;
  channels: IntakeChannels;
  metrics: Metrics;
  log: Logger;
}

interface Route {
  name: string;
  path: RegExp;
  answer: (request: Request, parts: RoutesParts, part: string) => Promise<Response> | Response;
}

/** Every address of the API. The first three are open: two say nothing, and a webhook proves itself by its signature. */
const routes: Route[] = [
  { name: "health", path: /^\/health$/, answer: health },
  { name: "ready", path: /^\/ready$/, answer: (_request, { pool }) => ready(pool) },
  {
    name: "webhooks",
    path: /^\/webhooks\/([^/]+)$/,
    answer: (request, parts, code) => takeWebhook(request, code, parts),
  },
  { name: "metrics", path: /^\/metrics$/, answer: answerMetrics },
  { name: "auth", path: new RegExp(`^${authPath}/`), answer: answerAuth },
  { name: "listings_csv", path: new RegExp(`^${listingsCsvPath}$`), answer: answerListingsCsv },
  { name: "graphql", path: new RegExp(`^(/graphql|${graphqlPath})$`), answer: answerGraphql },
];

/** Answers every request. What goes wrong inside is logged and told to nobody. */
export function makeRoutes(parts: RoutesParts): Fetch {
  return async (request) => {
    const begin = performance.now();
    const { pathname } = new URL(request.url);
    const route = routes.find(({ path }) => path.test(pathname));
    const response = route
      ? await answerRoute(route, request, parts, pathname)
      : refuse(404, "NOT_FOUND", `there is nothing at ${pathname.slice(0, 100)}`);
    const seconds = (performance.now() - begin) / 1000;
    parts.metrics.answered(route?.name ?? "unknown", request.method, response.status, seconds);
    parts.log.debug({ method: request.method, path: pathname, status: response.status, seconds }, "answered");
    return response;
  };
}

async function answerRoute(route: Route, request: Request, parts: RoutesParts, pathname: string): Promise<Response> {
  try {
    return await route.answer(request, parts, decodeURIComponent(route.path.exec(pathname)?.[1] ?? ""));
  } catch (error) {
    if (error instanceof URIError) return refuse(400, "BAD_REQUEST", "the address is not well-formed");
    // Whoever asked has left, and took the answer's reader along.
    if (request.signal.aborted) parts.log.debug({ route: route.name }, "nobody waits for the answer");
    else parts.log.error({ err: error, route: route.name }, "a request failed");
    return refuse(500, "INTERNAL_ERROR", "something went wrong here; it was logged");
  }
}

async function answerMetrics(request: Request, { metrics, signIn, apiKeys }: RoutesParts): Promise<Response> {
  const identity = await identify(request.headers, signIn, apiKeys);
  if (!identity) return refuse(401, "UNAUTHENTICATED", "send an API key as x-api-key or Authorization: Bearer");
  return new Response(await metrics.text(), { headers: { "content-type": metrics.contentType } });
}
