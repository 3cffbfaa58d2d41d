import { GraphQLError, type GraphQLResolveInfo, getDirectiveValues } from "graphql";
import { nowMs } from "../clock.ts";
import type { Shop } from "./shop.ts";

/** Shopify forgets a key after a day. */
const keptMs = 24 * 3_600_000;

/** The key of @idempotent on this field. Throws what Shopify answers when it is missing or blank. */
export function idempotencyKey(info: GraphQLResolveInfo): string {
  const directive = info.schema.getDirective("idempotent");
  const node = info.fieldNodes[0];
  const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined;
  const key = values?.key;
  if (typeof key === "string" && key.trim() !== "") return key;
  throw new GraphQLError("The @idempotent directive is required for this mutation but was not provided.", {
    extensions: { code: "BAD_REQUEST" },
  });
}

interface Payload {
  userErrors: unknown[];
}

/**
 * Does the act once per key: the same key and parameters give the first result again, other parameters are refused, and so is
 * a key whose first attempt failed. Keys live in memory only: a sandbox that was restarted has forgotten them.
 */
export function once<Result extends Payload>(shop: Shop, key: string, input: unknown, act: () => Result): unknown {
  const at = nowMs();
  const parameters = JSON.stringify(input);
  const before = shop.idempotency.get(key);
  if (before && at - before.at < keptMs) {
    if (before.parameters !== parameters) return { userErrors: [mismatch] };
    return before.isFailed ? { userErrors: [failedBefore] } : before.result;
  }
  const result = act();
  shop.idempotency.set(key, { at, parameters, result, isFailed: result.userErrors.length > 0 });
  forgetOldest(shop);
  return result;
}

const keysMax = 50_000;

function forgetOldest(shop: Shop): void {
  const oldest = shop.idempotency.keys().next();
  if (shop.idempotency.size > keysMax && !oldest.done) shop.idempotency.delete(oldest.value);
}

const mismatch = {
  field: null,
  code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
  message: "The same idempotency key cannot be used with different operation parameters.",
};

const failedBefore = {
  field: null,
  code: "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
  message: "The previous attempt with this idempotency key failed. Use a new key.",
};
