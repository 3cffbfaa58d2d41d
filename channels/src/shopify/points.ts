import type * as z from "zod";
import { type Bucket, type Budgets, notePause } from "../http/budgets.ts";
import type { graphqlReply } from "./replies.ts";

/** Every query of an app draws on one bucket per shop. */
const endpoint = "graphql";
/** What was observed of the standard plan (2026); every answer tells the shop's own. */
const firstBucket: Bucket = { max: 2_000, perSecond: 100 };
/** How long a query may wait for its points. */
const waitMaxMs = 1_000;

/** The points that a shop's queries cost. Shopify publishes no formula, so each query is expected to cost what it did before. */
export interface Points {
  /** Waits until the bucket holds what the query is expected to cost. */
  take(document: string, signal: AbortSignal): Promise<void>;
  /** The same for the next `take` of this query, which then does not wait. What nobody took is kept, but outlasts no pause. */
  takeAhead(document: string, signal: AbortSignal): Promise<void>;
  /** Learns from an answer what the query costs and how full the bucket is. */
  note(document: string, reply: z.infer<typeof graphqlReply>): void;
  /** For `catch`: learns from a 429, and passes it on. */
  notePause(error: unknown): never;
}

/** Keeps the points in `budgets`. */
export function points(budgets: Budgets): Points {
  const costs = new Map<string, number>();
  const takenAhead = new Set<string>();
  let bucket = firstBucket;

  function costOf(document: string): number {
    return costs.get(document) ?? 1;
  }

  async function spend(cost: number, signal: AbortSignal): Promise<void> {
    await budgets.takePoints(endpoint, bucket, cost, { signal, waitMaxMs });
  }

  return {
    async take(document, signal) {
      if (!takenAhead.delete(document)) await spend(costOf(document), signal);
    },
    async takeAhead(document, signal) {
      await spend(takenAhead.has(document) ? 0 : costOf(document), signal);
      takenAhead.add(document);
    },
    note(document, { extensions }) {
      const { requestedQueryCost, throttleStatus } = extensions?.cost ?? {};
      if (requestedQueryCost != null) costs.set(document, requestedQueryCost);
      if (!throttleStatus) return;
      const { maximumAvailable, currentlyAvailable, restoreRate } = throttleStatus;
      bucket = { max: maximumAvailable ?? bucket.max, perSecond: restoreRate };
      budgets.told(endpoint, bucket, currentlyAvailable);
    },
    notePause: notePause(budgets, endpoint),
  };
}
