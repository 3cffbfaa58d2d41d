import type { Bucket } from "../http/budgets.ts";
import { type OperationName, operations } from "./operations.ts";

/** Calls do not all travel equally fast: a little less than what Amazon gives keeps them from arriving too early. */
const rateShare = 0.95;

/** How often one account may call each operation. */
export interface Rates {
  /** The bucket of calls to stay within. */
  bucketOf(operation: OperationName): Bucket;
  /** Milliseconds after which Amazon gives one more call; a 429 of Amazon's names no time. */
  refillMs(operation: OperationName): number;
  /** Learns the rate from an answer, where it tells one. */
  note(operation: OperationName, headers: Headers): void;
}

/**
 * Begins with the usage plans, `rateFactor` times. The header tells the rate of this account and app, which Amazon changes where a
 * plan is dynamic; no header tells a burst.
 */
export function rates(rateFactor: number): Rates {
  const told = new Map<OperationName, number>();
  const perSecondOf = (operation: OperationName) => told.get(operation) ?? operations[operation].perSecond * rateFactor;
  return {
    bucketOf(operation) {
      const max = Math.max(1, operations[operation].max * rateFactor * rateShare);
      return { perSecond: perSecondOf(operation) * rateShare, max };
    },
    refillMs: (operation) => Math.ceil(1_000 / perSecondOf(operation)),
    note(operation, headers) {
      const perSecond = Number(headers.get("x-amzn-ratelimit-limit"));
      if (Number.isFinite(perSecond) && perSecond > 0) told.set(operation, perSecond);
    },
  };
}
