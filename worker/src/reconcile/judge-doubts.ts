import { type Connector, RateLimited } from "@stockpool/channels";
import {
  type FoundDrift,
  type Judged,
  judgeDoubts as judgeKnown,
  readListingsById,
  recordReadings,
  settleDrift,
} from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { indexLagMs } from "../orders/index-lag.ts";
import { pollOrders } from "../orders/poll-orders.ts";
import { readPage } from "./read-pages.ts";

/** A second look comes no sooner. */
const lookAgainMsMin = 1_000;

/** What judging a channel's doubts came to. */
export interface DoubtsJudged {
  explained: number;
  drifts: number;
  /** When to judge again what could not be judged now; null when nothing is left. */
  againAt: Date | null;
}

/**
 * Judges the channel's doubts. What the orders that came in by themselves explain is not worth a word; for the rest the orders are
 * polled, as soon as all that a reading can contain must be listed, and what is still not explained is drift.
 */
export async function judgeDoubts(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  signal: AbortSignal,
): Promise<DoubtsJudged> {
  const judge = async (isAfterPoll: boolean) => {
    const options = { resetsToZero: connector.resetsToZero, isAfterPoll };
    const judged = await judgeKnown(hub.pool, channel.id, options, new Date());
    tell(hub, channel, judged.drifts);
    await adoptAll(hub, channel, judged.drifts);
    return judged;
  };
  const before = await judge(false);
  if (before.waiting.count === 0) return readAgain(hub, channel, connector, [before], signal);
  const provenAt = provenFrom(hub, channel, before);
  if (provenAt > new Date()) return { ...sum([before]), againAt: provenAt };
  const poll = await pollOrders(hub, channel, hub.connectorOf(channel), signal, true);
  if (poll.kind === "postponed") return { ...sum([before]), againAt: poll.retryAt };
  return readAgain(hub, channel, connector, [before, await judge(true)], signal);
}

/** From when on a poll proves that every order of the readings is known. */
function provenFrom(hub: Hub, channel: Channel, { waiting }: Judged): Date {
  return new Date((waiting.newestReadAt?.getTime() ?? 0) + indexLagMs(hub, channel.platform));
}

/** Reads those again at which orders came in meanwhile. */
async function readAgain(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  judged: Judged[],
  signal: AbortSignal,
): Promise<DoubtsJudged> {
  const last = judged.at(-1);
  const left = last && last.waiting.count > 0 ? provenFrom(hub, channel, last) : null;
  const unsure = (last?.unsure ?? []).slice(0, connector.readBatchMax);
  if (unsure.length === 0) return { ...sum(judged), againAt: left };
  const listings = await readListingsById(hub.pool, channel.id, unsure);
  try {
    const page = await readPage(hub, channel, connector, listings, signal);
    await recordReadings(hub.pool, { listings, ...page }, { isResync: false, step: null });
    const lagMs = Math.max(indexLagMs(hub, channel.platform), lookAgainMsMin);
    return { ...sum(judged), againAt: new Date(page.readAt.getTime() + lagMs) };
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    return { ...sum(judged), againAt: new Date(Date.now() + Math.max(error.retryAfterMs, lookAgainMsMin)) };
  }
}

function sum(judged: Judged[]): { explained: number; drifts: number } {
  return {
    explained: judged.reduce((total, one) => total + one.explained, 0),
    drifts: judged.reduce((total, one) => total + one.drifts.length, 0),
  };
}

/** One that cannot be adopted after all waits for a person. */
async function adoptAll(hub: Hub, channel: Channel, drifts: FoundDrift[]): Promise<void> {
  for (const { driftId, treatment } of drifts) {
    if (treatment !== "adopt") continue;
    const wish = { driftId, answer: "adopt", actor: `channel:${channel.id}` } as const;
    const settled = await settleDrift(hub.pool, wish, new Date());
    if (settled.kind === "refused") {
      hub.logger.warn({ channel: channel.code, driftId, refusal: settled.refusal }, "drift not adopted");
    }
  }
}

function tell(hub: Hub, channel: Channel, drifts: FoundDrift[]): void {
  for (const { driftId, listingId, cause, treatment } of drifts) {
    hub.logger.warn({ channel: channel.code, driftId, listingId, cause, treatment }, "drift found");
  }
}
