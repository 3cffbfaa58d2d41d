import type { Settlement } from "./settle-pushes.ts";
import type { UnansweredPush } from "./unanswered.ts";

/** What is known of one unanswered push after its listing was read and the channel's orders were polled. */
export interface Evidence {
  /** As it is now, after the poll. */
  push: UnansweredPush;
  /** As it was before the reading. */
  earlier: UnansweredPush;
  /** What the listing showed at `readAt`; undefined when the platform does not know it. */
  live: number | undefined;
  readAt: Date;
  /** How long a new order may be missing from the poll. */
  lagMs: number;
  /** Whether a write of this platform needs to know what is shown (compare-and-set). */
  isBelieving: boolean;
  /** How long the platform may need to show what it accepted; no time at all when left out. */
  effectMs?: number;
}

/**
 * What a reading proves. It may contain orders that the hub does not know yet; believing it too early would count them twice
 * when they come in. So it is believed when known orders explain it exactly (only for a push that certainly changed nothing),
 * or when it stayed the same for as long as an order may be missing from a poll, and no order came in meanwhile.
 */
export function judge(evidence: Evidence): Settlement {
  const { push, earlier, live, readAt, lagMs, isBelieving } = evidence;
  if (live === undefined) return { kind: "missing", push, error: `the platform does not know ${push.platformId}` };
  if (push.acceptedAt !== null) return judgeAccepted(evidence, live, push.acceptedAt);
  if (!isBelieving) return { kind: "unknown", push, live };
  if (push.isRefused && push.expected === live) return { kind: "settled", push, live, isConfirmed: false };
  const isStill =
    push.expected === earlier.expected && (push.before === null || isOldEnough(push, live, readAt, lagMs));
  if (!isStill) return { kind: "unsettled", push, live };
  return { kind: "settled", push, live, isConfirmed: !push.isRefused && live === push.quantity };
}

/**
 * A write that was accepted replaces whatever the platform shows, when its time comes: also the units of an order that came in
 * during the flight. So it is believed only if none came; and what should be shown otherwise by now is written at once.
 */
function judgeAccepted({ push, earlier, readAt, effectMs = 0 }: Evidence, live: number, acceptedAt: Date): Settlement {
  const isUntouched = push.expected === earlier.expected && push.expected === (push.before ?? push.quantity);
  if (push.wanted !== push.quantity || !isUntouched) return { kind: "unknown", push, live };
  if (live === push.quantity) return { kind: "settled", push, live, isConfirmed: true };
  const isInTime = readAt.getTime() - acceptedAt.getTime() < effectMs;
  return isInTime ? { kind: "unsettled", push, live } : { kind: "unknown", push, live };
}

function isOldEnough(push: UnansweredPush, live: number, readAt: Date, lagMs: number): boolean {
  if (lagMs === 0) return true;
  if (push.live !== live || push.liveAt === null || push.liveAt < push.at) return false;
  return readAt.getTime() - push.liveAt.getTime() >= lagMs;
}
