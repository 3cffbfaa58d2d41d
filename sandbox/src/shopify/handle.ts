import { gate } from "../gate.ts";
import { type Answer, json } from "../http/answer.ts";
import { header, type Request } from "../http/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { World } from "../world.ts";
import { answerGraphql, operationOf, parseRequest } from "./answer-graphql.ts";
import type { Shop } from "./shop.ts";
import { answerToken, isAuthorised } from "./token.ts";

/** Versions that Shopify serves in November 2026. */
const versions = ["2026-01", "2026-04", "2026-07", "2026-10"];

/** Answers one request to a shop; `path` is what follows the shop's base URL. Null: cut the connection. */
export async function handleShopify(
  world: World,
  shop: Shop,
  path: string[],
  request: Request,
  logged: LoggedRequest,
): Promise<Answer | null> {
  const [admin, area, version, endpoint] = path;
  shop.fileRoot = `http://${header(request, "host")}/shopify/${shop.handle}`;
  if (request.method === "GET" && admin === "bulk") {
    logged.operation = "bulk file";
    return gate(world, logged, tooMany, () => bulkFile(shop, area ?? ""));
  }
  if (request.method !== "POST" || admin !== "admin") return notFound;
  if (area === "oauth" && version === "access_token") {
    logged.operation = "token";
    return gate(world, logged, tooMany, () => answerToken(world, shop, request));
  }
  if (area !== "api" || endpoint !== "graphql.json" || !versions.includes(version ?? "")) return notFound;
  const parsed = parseRequest(request);
  if ("status" in parsed) return parsed;
  logged.operation = operationOf(parsed);
  return gate(world, logged, tooMany, () => {
    if (!isAuthorised(shop, request)) return unauthorised;
    const answer = answerGraphql(world, shop, parsed, logged);
    return { ...answer, headers: { ...answer.headers, "x-shopify-api-version": version ?? "" } };
  });
}

/** Who has the address may read the file, as at Shopify. */
function bulkFile(shop: Shop, name: string): Answer {
  const run = shop.bulkRuns.get(name.split("-")[0] ?? "");
  return run ? { status: 200, headers: { "content-type": "application/jsonl" }, body: run.file } : notFound;
}

const notFound = json(404, { errors: "Not Found" });
const unauthorised = json(401, {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
});

/** Shopify writes the seconds of Retry-After as a decimal. */
function tooMany(retryAfterSeconds: number): Answer {
  return json(429, { errors: "Too many requests" }, { "retry-after": retryAfterSeconds.toFixed(1) });
}
