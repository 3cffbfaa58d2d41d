import type * as z from "zod";
import { type Call, refused, unanswered } from "../http/send.ts";
import { PlatformError, RateLimited } from "../trouble.ts";
import type { graphqlReply } from "./replies.ts";

type GraphqlReply = z.infer<typeof graphqlReply>;

const throttledFallbackMs = 1_000;

/** Errors after which nobody knows how far Shopify came. */
const brokenInside = new Set(["INTERNAL_SERVER_ERROR", "TIMEOUT"]);

/** The data of a GraphQL reply. Errors come with HTTP 200 and become the trouble that they are. */
export function dataOf(call: Call, reply: GraphqlReply): unknown {
  const errors = reply.errors ?? [];
  if (errors.length === 0) return reply.data;
  const codes = errors.map((error) => error.extensions?.code ?? "");
  if (codes.includes("THROTTLED")) throw new RateLimited(throttledMs(reply));
  const why = errors.map(({ message }, index) => `${codes[index] || "error"}: ${message}`).join("; ");
  if (codes.includes("MAX_COST_EXCEEDED")) throw new QueryTooCostly(why, 200);
  throw codes.some((code) => brokenInside.has(code)) ? unanswered(call, why, 200) : refused(call, why, 200);
}

/** A query asks for more than 1,000 points, Shopify's limit for a single one: ask for smaller pages. */
export class QueryTooCostly extends PlatformError {
  override name = "QueryTooCostly";
}

/** Until the bucket holds what the query asks for; points come back at `restoreRate` per second. */
function throttledMs({ extensions }: GraphqlReply): number {
  const cost = extensions?.cost;
  if (!cost?.throttleStatus || cost.requestedQueryCost == null) return throttledFallbackMs;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  const missing = Math.max(cost.requestedQueryCost - currentlyAvailable, 1);
  return Math.ceil((missing / restoreRate) * 1_000);
}
