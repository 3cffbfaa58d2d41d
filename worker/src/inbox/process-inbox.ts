import { nextDue, readInbox } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { platformTime } from "../platform-time.ts";
import { inboxQueueing, lookAgain, queueJob, queueReturns } from "../queue-job.ts";
import { queueWatch } from "../webhooks/watch.ts";
import { type Applied, applyEvents, failOne, type ReadyEvent, together } from "./apply-events.ts";
import { readDeletedOrder } from "./deleted-order.ts";
import { deal } from "./lanes.ts";
import { type Hint, type ReadEvents, readEvents } from "./read-events.ts";
import { readHints } from "./read-hints.ts";

/** Messages taken at once. */
const batchMax = 1_000;
/** Parts of a batch that are applied at the same time, */
const lanesMax = 2;
/** each of so many messages at least: small ones would only wait for each other to wake the same channels. */
const laneMin = 100;
/** Batches of one job; what is left goes to the next, so that no job holds its queue for long. */
const roundsMax = 50;
/** A second look at messages that are left comes no sooner. */
const lookAgainMsMin = 1_000;

export interface InboxReport {
  done: number;
  setAside: number;
  /** Messages that wait for another try or for a pause that the platform wants. */
  left: number;
}

/**
 * Works a channel's inbox until nothing in it is due. Messages with complete orders are applied first; those that are only
 * hints are read from the platform, outside of any transaction, and applied after. Reading locks nothing: two workers may read
 * the same messages, and only the one that locks them applies them. A crash anywhere leaves them waiting, and the job comes back.
 */
export async function processInbox(hub: Hub, channel: Channel, signal: AbortSignal): Promise<InboxReport> {
  const work = new InboxWork(hub, channel, signal);
  let before = Promise.resolve();
  let batch = await readBatch(hub, channel, []);
  let flying: string[] = [];
  for (let round = 1; batch.ids.length > 0 && !signal.aborted; round++) {
    const working = work.batch(batch.events);
    flying = [...flying, ...batch.ids];
    batch = await aside(working, async () => {
      // The next batch is fetched and read while the database works on this one and ends the one before.
      const [next] = await Promise.all([readBatch(hub, channel, [...flying, ...work.left]), before]);
      return next;
    });
    flying = flying.slice(-batchMax);
    before = working;
    if (round === roundsMax || work.left.size > batchMax) break;
  }
  await before;
  await comeBack(hub, channel, work.pausedUntil);
  return { ...work.counts, left: work.left.size };
}

/** Does `more` beside what is `working` already; when it fails, `working` has ended before anybody hears of it. */
async function aside<T>(working: Promise<void>, more: () => Promise<T>): Promise<T> {
  try {
    return await more();
  } catch (error) {
    await Promise.allSettled([working]);
    throw error;
  }
}

async function readBatch(hub: Hub, channel: Channel, except: string[]): Promise<{ ids: string[]; events: ReadEvents }> {
  const waiting = await readInbox(hub.pool, channel.id, batchMax, new Date(), except);
  return { ids: waiting.map(({ id }) => id), events: await readEvents(channel, waiting) };
}

class InboxWork {
  /** Messages seen in this job that are still there: not tried twice by one job. */
  readonly left = new Set<string>();
  readonly counts = { done: 0, setAside: 0 };
  /** Until when the platform wants no call; the hints wait, the complete messages go on. */
  pausedUntil: Date | null = null;
  readonly #hub: Hub;
  readonly #channel: Channel;
  readonly #signal: AbortSignal;

  constructor(hub: Hub, channel: Channel, signal: AbortSignal) {
    this.#hub = hub;
    this.#channel = channel;
    this.#signal = signal;
  }

  async batch({ ready, hints, returns, unreadable, isConnectionTold }: ReadEvents): Promise<void> {
    if (isConnectionTold) await queueWatch(this.#hub, this.#channel.id);
    // Queued before its message is done: whatever dies in between, it is read.
    for (const about of returns) await queueReturns(this.#hub, this.#channel.id, about);
    const lanes = deal(ready, Math.min(lanesMax, Math.ceil(ready.length / laneMin)));
    const applied = await Promise.all(lanes.map((lane) => applyEvents(this.#hub, this.#channel.id, lane)));
    for (const one of applied) this.#count(one);
    for (const { id, error } of unreadable) this.#count(await failOne(this.#hub, id, error));
    if (hints.length > 0) this.#count(await this.#follow(hints));
  }

  async #follow(hints: Hint[]): Promise<Applied> {
    if (this.pausedUntil !== null) return { done: [], setAside: [], left: hints.map(({ id }) => id) };
    const orderIds = hints.map(({ platformOrderId }) => platformOrderId);
    const connector = this.#hub.connectorOf(this.#channel);
    const { readings, retryAfterMs } = await readHints(connector, orderIds, this.#signal);
    const readAt = platformTime(connector);
    if (retryAfterMs !== null) this.pausedUntil = new Date(Date.now() + retryAfterMs);
    const ready: ReadyEvent[] = [];
    let result: Applied = { done: [], setAside: [], left: [] };
    for (const { id, platformOrderId, isDeleted } of hints) {
      const reading = readings.get(platformOrderId);
      if (reading === undefined) result.left.push(id);
      else if (reading.kind === "read") ready.push({ id, order: reading.order, note: null, readAt });
      else if (reading.kind === "not_known" && isDeleted)
        ready.push(await this.#withoutOrder(id, platformOrderId, readAt));
      else result = together(result, await failOne(this.#hub, id, reading.error));
    }
    return together(result, await applyEvents(this.#hub, this.#channel.id, ready));
  }

  /** What a message means whose order is gone for good. */
  async #withoutOrder(id: string, platformOrderId: string, readAt: Date): Promise<ReadyEvent> {
    const order = await readDeletedOrder(this.#hub.pool, this.#channel.id, platformOrderId, readAt);
    return { id, order, note: order ? null : "an order was deleted that the hub never knew" };
  }

  #count(applied: Applied): void {
    this.counts.done += applied.done.length;
    this.counts.setAside += applied.setAside.length;
    for (const id of applied.left) this.left.add(id);
  }
}

/** Makes sure that whatever waits is looked at again: after the platform's pause, or when its next try is due. */
async function comeBack(hub: Hub, channel: Channel, pausedUntil: Date | null): Promise<void> {
  const due = await nextDue(hub.pool, channel.id);
  if (due === null) return;
  const payload = { channelId: channel.id };
  const queueing = inboxQueueing(channel.id);
  if (pausedUntil !== null) {
    // Under the inbox's own key: messages that come in meanwhile are hints too, and wait for the platform like these.
    return queueJob(hub.pool, "process_inbox", payload, { ...queueing, runAt: pausedUntil, mode: "replace" });
  }
  const soonest = Date.now() + lookAgainMsMin;
  return queueJob(hub.pool, "process_inbox", payload, lookAgain(queueing, new Date(Math.max(due.getTime(), soonest))));
}
