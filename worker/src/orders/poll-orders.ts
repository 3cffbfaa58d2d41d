import { type Connector, type PlatformOrder, polledOrderTopic, RateLimited } from "@stockpool/channels";
import { breakOffPoll, countWaiting, moveWatermark, notePoll, readWatermark, settleKnown } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { platformTime } from "../platform-time.ts";
import { describeTrouble } from "../trouble.ts";
import { importPage } from "./import-page.ts";
import { indexLagMs } from "./index-lag.ts";

/** A deep poll reads orders again that changed so long before the watermark: lists may lag more than is known of them. */
const deepOverlapMs = 10 * 60_000;
/** Every other poll begins this much before the watermark, since platforms tell whole seconds. */
const overlapMs = 1_000;
/** Clocks that run apart by less are the same. */
const clockToleranceMs = 2_000;
/** A list that is behind by less than this is not: clocks differ, and answers tell whole seconds. */
const listedToleranceMs = 3_000;
/** Shopify's bucket of 2,000 points fills up in 20 s at 100 points a second (Admin API rate limits, 2026). */
const refillMs = 20_000;
/** The longest that one run may take; it goes on from where it came. */
const runMsMax = 10 * 60_000;

/** How one poll went. */
export type Poll =
  /**
   * Every order that the platform knew at `startedAt`, less its lag, is known, but for so many `unknown` ones that could not be
   * taken in and wait in the inbox.
   */
  | { kind: "complete"; startedAt: Date; orders: number; unknown: number }
  /** The platform wants no call before `retryAt`; the watermark stands where the run came. */
  | { kind: "postponed"; retryAt: Date };

/**
 * Reads the channel's orders from its watermark on and imports them, page by page. Only a complete run proves that all orders
 * until its start are known; one that breaks off moves the watermark as far as its pages prove, and the next goes on there, so
 * that a platform which allows little at once is caught up with all the same. Safe to run twice at once:
 * an order version known already changes nothing, and the watermark never moves back.
 */
export async function pollOrders(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  signal: AbortSignal,
  isDeep = false,
  isRepeated = false,
): Promise<Poll> {
  const startedAt = new Date();
  const watermark = await readWatermark(hub.pool, channel.id);
  const behindMs = connector.clock?.behindMs() ?? 0;
  const since = new Date(watermark.getTime() - (isDeep ? deepOverlapMs : overlapMs) - behindMs);
  const until = new Date(startedAt.getTime() - indexLagMs(hub, channel.platform));
  const progress: Progress = { newest: null, orders: 0 };
  const told = { channelId: channel.id, startedAt, askedFrom: since };
  try {
    const pages = connector.pullOrders(since, AbortSignal.any([signal, AbortSignal.timeout(runMsMax)]));
    for await (const page of pages) {
      await importPage(hub, channel, page, platformTime(connector));
      note(progress, page);
    }
  } catch (error) {
    const isPostponed = error instanceof RateLimited;
    const trouble = isPostponed ? null : describeTrouble(error);
    const endedAt = new Date();
    await breakOffPoll(hub.pool, channel.id, { ordersUntil: cameTo(progress, until), error: trouble }, endedAt);
    const endedAs = isPostponed ? "postponed" : "failed";
    await notePoll(hub.pool, { ...told, endedAt, endedAs, orders: progress.orders, error: trouble });
    if (isPostponed) return { kind: "postponed", retryAt: retryAt(error.retryAfterMs, watermark, progress) };
    throw error;
  }
  if ((connector.clock?.behindMs() ?? 0) > behindMs + clockToleranceMs) {
    // Its answers told that its clock is behind: what was asked for began too late, and proves nothing.
    if (isRepeated) return { kind: "postponed", retryAt: new Date(Date.now() + refillMs) };
    return pollOrders(hub, channel, connector, signal, isDeep, true);
  }
  const endedAt = new Date();
  const knownUntil = knownBy(connector, until);
  await moveWatermark(hub.pool, channel.id, knownUntil, endedAt);
  await notePoll(hub.pool, { ...told, endedAt, endedAs: "complete", orders: progress.orders, error: null });
  const unknown = await countWaiting(hub.pool, channel.id, polledOrderTopic);
  if (unknown === 0) await settleKnown(hub.pool, channel.id, knownUntil, new Date());
  return { kind: "complete", startedAt, orders: progress.orders, unknown };
}

/** A platform whose list is further behind than it should be says so, where it says anything: no more than that is known. */
function knownBy(connector: Connector, until: Date): Date {
  const listed = connector.orderList?.listedUntil ?? null;
  if (listed === null) return until;
  const behindMs = connector.clock?.behindMs() ?? 0;
  return new Date(Math.min(until.getTime(), listed.getTime() + behindMs + listedToleranceMs));
}

/**
 * What a platform asks for is the wait for one call. A run that came no further needs more than one call's budget at once, and
 * would spend the little that came back on the same first call for ever: it waits until a budget has filled up.
 */
function retryAt(retryAfterMs: number, watermark: Date, { newest }: Progress): Date {
  const hasAdvanced = newest !== null && newest > watermark;
  return new Date(Date.now() + (hasAdvanced ? retryAfterMs : Math.max(retryAfterMs, refillMs)));
}

/** How far a broken run proves the orders known. A change that is told of the future proves no more than a complete run would. */
function cameTo({ newest }: Progress, until: Date): Date | null {
  return newest !== null && newest > until ? until : newest;
}

interface Progress {
  /** The newest change among the pages that are applied. */
  newest: Date | null;
  orders: number;
}

function note(progress: Progress, page: PlatformOrder[]): void {
  if (page.length === 0) return;
  progress.orders += page.length;
  const updates = page.map((order) => order.updatedAt.getTime());
  progress.newest = new Date(Math.max(progress.newest?.getTime() ?? 0, ...updates));
}
