/** What a drift comes from, in the words of the database. */
export type DriftCause = "unseen_order" | "lost_push" | "edited_on_platform" | "reset_by_platform" | "two_writers";

/** What is known of one reading that differed from what was expected. */
export interface DriftEvidence {
  /** What the listing showed. */
  live: number;
  /** What it was expected to show when it was read. */
  expectedThen: number;
  /** What it is expected to show now; null when nobody can tell. */
  expectedNow: number | null;
  /** A push left, ended, or waits to leave since the reading, or the listing is no longer linked: the reading is worth nothing. */
  isOvertaken: boolean;
  /** Every order of the platform until the moment of the reading is known. */
  areOrdersKnown: boolean;
  /** What the listing showed before its last confirmed push, and what that push wrote; null when not known. */
  lastPush: { before: number; quantity: number } | null;
  /** The platform sets quantities to 0 by itself (bol: cancelled for lack of stock, expired orders). */
  resetsToZero: boolean;
  /** How often the hub wrote its own number over a drift of this listing within the last day. */
  healedLately: number;
}

export type Judgement =
  /** The reading says nothing any more. */
  | { kind: "moot" }
  /** An order that is not known yet may still explain it. */
  | { kind: "waiting" }
  /** Orders that became known since explain it. */
  | { kind: "explained" }
  /** Orders became known since and do not explain it: they may have been placed after the reading. Read again. */
  | { kind: "unsure" }
  | { kind: "drift"; cause: Exclude<DriftCause, "unseen_order"> };

/** After so many healings in a day, somebody else writes too. */
const healingsOfOneWriter = 2;

/**
 * What a reading proves. Only one that nothing has overtaken, while every order of its time is known and none came in since, is
 * drift; nothing is ever concluded from what is not known.
 */
export function judgeReading(evidence: DriftEvidence): Judgement {
  const { live, expectedThen, expectedNow, isOvertaken, areOrdersKnown } = evidence;
  if (isOvertaken || expectedNow === null) return { kind: "moot" };
  if (expectedNow === live) return { kind: "explained" };
  if (!areOrdersKnown) return { kind: "waiting" };
  if (expectedNow !== expectedThen) return { kind: "unsure" };
  return { kind: "drift", cause: causeOf(evidence) };
}

function causeOf(evidence: DriftEvidence): Exclude<DriftCause, "unseen_order"> {
  if (evidence.resetsToZero && evidence.live === 0 && evidence.expectedThen > 0) return "reset_by_platform";
  if (evidence.healedLately >= healingsOfOneWriter) return "two_writers";
  return hasPushVanished(evidence) ? "lost_push" : "edited_on_platform";
}

/** The listing shows just what it would show if its last confirmed push had never taken effect. */
function hasPushVanished({ live, expectedThen, lastPush }: DriftEvidence): boolean {
  if (lastPush === null || lastPush.before === lastPush.quantity) return false;
  const orderedSince = lastPush.quantity - expectedThen;
  return live === lastPush.before - orderedSince;
}
