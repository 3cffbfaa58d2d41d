import type pg from "pg";
import { lockPublished } from "../push/lock-published.ts";
import { transact } from "../transact.ts";
import { whyNotAdoptable } from "./adoptable.ts";
import { judgeReading } from "./judge.ts";
import { type Doubt, doubtfulListings, judgedMax, loadDoubts } from "./load-evidence.ts";
import { treat } from "./treat.ts";
import { type Decision, type FoundDrift, writeDecisions } from "./write-decisions.ts";

/** What judging made of a channel's doubts. */
export interface Judged {
  /** Gone without a trace: overtaken by a push, or known already. */
  moot: number;
  /** Orders that became known explain them. */
  explained: number;
  /** Drifts found, by what is done about them. */
  drifts: FoundDrift[];
  /** Listings to read again now. */
  unsure: string[];
  /** Readings whose orders are not all known yet, and the newest moment among them. */
  waiting: { count: number; newestReadAt: Date | null };
}

/** What the platform is, and what was done to learn more. */
export interface JudgeOptions {
  resetsToZero: boolean;
  /**
   * The channel's orders were polled because of the doubts, from well before the watermark on. Only then is anything drift: clocks
   * differ, and a watermark of ordinary polls may have passed an order. What explains a doubt now, no message had told.
   */
  isAfterPoll: boolean;
}

/** A reading is not repeated more often in one go; the next run looks again. */
const readingsMax = 5;

/**
 * Judges the channel's doubts, as far as that can be done now, and does what its policy says: the hub's number is written again
 * (the push is queued with it), or the drift waits for a person or for its adoption. Nothing changes for what is not known.
 */
export async function judgeDoubts(pool: pg.Pool, channelId: string, options: JudgeOptions, at: Date): Promise<Judged> {
  const total = emptyJudged();
  for (;;) {
    const judged = await transact(pool, (tx) => judgeSome(tx, channelId, options, at));
    add(total, judged.result);
    // Those left wait or are to be read again: a further look would find the same.
    if (judged.looked < judgedMax || judged.ended === 0) return total;
  }
}

async function judgeSome(tx: pg.PoolClient, channelId: string, options: JudgeOptions, at: Date) {
  const ids = await doubtfulListings(tx, channelId);
  if (ids.length === 0) return { looked: 0, ended: 0, result: emptyJudged() };
  await lockPublished(tx, ids);
  const doubts = await loadDoubts(tx, channelId, ids);
  const decisions = doubts.map((doubt) => decide(doubt, options));
  const drifts = await writeDecisions(tx, channelId, decisions, at);
  return { looked: ids.length, ended: decisions.filter(isEnd).length, result: summary(decisions, drifts) };
}

function decide(doubt: Doubt, { resetsToZero, isAfterPoll }: JudgeOptions): Decision {
  const areOrdersKnown = isAfterPoll && doubt.evidence.areOrdersKnown;
  const judgement = judgeReading({ ...doubt.evidence, areOrdersKnown, resetsToZero });
  switch (judgement.kind) {
    case "moot":
    case "waiting":
      return { doubt, kind: judgement.kind };
    case "explained":
      return { doubt, kind: isAfterPoll ? "unseen_order" : "explained" };
    case "unsure":
      return { doubt, kind: doubt.readings < readingsMax ? "unsure" : "moot" };
    case "drift": {
      const { live, expectedThen: expected } = doubt.evidence;
      const isSame = (known: { expected: number; live: number } | null) =>
        known !== null && known.expected === expected && known.live === live;
      if (!doubt.isResync && isSame(doubt.dismissed)) return { doubt, kind: "known" };
      const { policy, isResync, isGuaranteed, adoption } = doubt;
      const notAdoptable = whyNotAdoptable(adoption);
      const found = { cause: judgement.cause, live, expected, policy, isResync, isGuaranteed, notAdoptable };
      const treatment = treat(found);
      if (treatment.kind === "ask" && isSame(doubt.open)) return { doubt, kind: "known" };
      return { doubt, kind: "drift", cause: judgement.cause, treatment };
    }
  }
}

function isEnd({ kind }: Decision): boolean {
  return kind !== "waiting" && kind !== "unsure";
}

function summary(decisions: Decision[], drifts: FoundDrift[]): Judged {
  const of = (...kinds: Decision["kind"][]) => decisions.filter(({ kind }) => kinds.includes(kind));
  const waiting = of("waiting").map(({ doubt }) => doubt.readAt.getTime());
  return {
    moot: of("moot", "known").length,
    explained: of("explained", "unseen_order").length,
    drifts,
    unsure: of("unsure").map(({ doubt }) => doubt.listingId),
    waiting: { count: waiting.length, newestReadAt: waiting.length > 0 ? new Date(Math.max(...waiting)) : null },
  };
}

function emptyJudged(): Judged {
  return { moot: 0, explained: 0, drifts: [], unsure: [], waiting: { count: 0, newestReadAt: null } };
}

function add(total: Judged, more: Judged): void {
  total.moot += more.moot;
  total.explained += more.explained;
  total.drifts.push(...more.drifts);
  total.unsure = more.unsure;
  total.waiting = more.waiting;
}
