import type { DriftCause } from "./judge.ts";

/** What a channel does about drift. */
export type DriftPolicy = "hub_wins" | "ask" | "adopt";

/** What is to be decided about one drift. */
export interface DriftCase {
  cause: DriftCause;
  live: number;
  expected: number;
  policy: DriftPolicy;
  /** A person asked to have the hub's number written. */
  isResync: boolean;
  /** The listing shows a guaranteed part: what it shows too much may be sold twice. */
  isGuaranteed: boolean;
  /** Why the difference cannot be adopted; null when it can. */
  notAdoptable: string | null;
}

export type Treatment =
  /** The hub writes its own number again. */
  | { kind: "push" }
  /** A person decides; `note` says why it was not done as the policy says. */
  | { kind: "ask"; note: string | null }
  | { kind: "adopt" };

/**
 * A write that got lost and a reset by the platform are nobody's wish, so the hub writes again whatever the policy is; and what
 * is guaranteed is lowered at once. Two systems that write in turn are never adopted: the pool would follow the other one.
 */
export function treat(drift: DriftCase): Treatment {
  const { cause, policy } = drift;
  if (drift.isResync || policy === "hub_wins") return { kind: "push" };
  if (cause === "lost_push" || cause === "reset_by_platform") return { kind: "push" };
  if (drift.isGuaranteed && drift.live > drift.expected) return { kind: "push" };
  if (policy === "ask") return { kind: "ask", note: null };
  if (cause === "two_writers") return { kind: "ask", note: "two systems write in turn" };
  return drift.notAdoptable === null ? { kind: "adopt" } : { kind: "ask", note: drift.notAdoptable };
}
