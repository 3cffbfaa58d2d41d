import { type Connector, RateLimited } from "@stockpool/channels";
import { isUrgent, type PendingListing, readPending } from "@stockpool/stock";
import { type Channel, isSending, readChannel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { pollOrders } from "../orders/poll-orders.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";
import { ComeBack } from "./come-back.ts";
import { lookAtBatches, nextBatchLook } from "./look-at-batches.ts";
import { listedUntil, lookForUnseen, mayForget, unseenDueAt } from "./look-for-unseen.ts";
import { addTally, emptyTally, sendBatch } from "./send-batch.ts";
import { settle } from "./settle.ts";
import { dueAt, settleExposures } from "./settle-exposures.ts";

/** Batches of one job; what is left goes to the next, so that no job holds its queue for long. */
const roundsMax = 40;
/** Listings looked at in one round. */
const lookMax = 1_000;
/** How long a guaranteed listing waits for room, where nothing else brings its job back. */
const heldPauseMs = 5_000;
/** What was due, and did not come of the last poll, comes no sooner. */
const dueAgainMs = 1_000;
/** How long raises wait when the order poll before them failed, or the reading. */
const pollFailedPauseMs = 30_000;
/** Raises that are read first leave together in so small a number: what was read must still be so when they do. */
const readFirstMax = 100;
/** The longest that such a reading may take. */
const readFirstMsMax = 30_000;

/**
 * Sends the quantities that a channel's listings should show. Lowerings go out at once; raises, and first writes, only after
 * an order poll of the channel that started after they were read, so that nothing is relisted from stale data. A push without
 * an answer is read back before its listing is written again. Reads what is wanted now: late and repeated runs are harmless,
 * and a change that comes in meanwhile is either seen by the last look or has queued a job of its own.
 */
export async function pushStock(hub: Hub, channel: Channel, signal: AbortSignal): Promise<PushReport> {
  if (!isSending(channel, new Date())) return nothingSent;
  const work = new PushWork(hub, channel, signal);
  await work.comeBack(await work.run());
  return work.report();
}

export type PushReport = ReturnType<PushWork["report"]>;

/** Of a channel that takes no quantities: it may not even be set up yet. */
const nothingSent: PushReport = { ...emptyTally(), settled: 0, polls: 0, againAt: null, pausedUntil: null };

class PushWork {
  #channel: Channel;
  readonly #hub: Hub;
  readonly #connector: Connector;
  readonly #signal: AbortSignal;
  readonly #tally = emptyTally();
  /** Raises that were wanted before the last order poll, and up to which quantity. */
  #covered = new Map<string, number>();
  #polls = 0;
  #settled = 0;
  /** Guaranteed listings for which there is no room yet. */
  readonly #held = new Set<string>();
  readonly #comeBack = new ComeBack();

  constructor(hub: Hub, channel: Channel, signal: AbortSignal) {
    this.#hub = hub;
    this.#channel = channel;
    this.#connector = hub.connectorOf(channel);
    this.#signal = signal;
  }

  report() {
    const { againAt, pausedUntil } = this.#comeBack;
    return { ...this.#tally, settled: this.#settled, polls: this.#polls, againAt, pausedUntil };
  }

  /** True when it stopped with listings that could be sent at once. Being stopped is no failure: what left is read back. */
  async run(): Promise<boolean> {
    try {
      await this.#lower();
      await this.#learn();
      let isMore = true;
      for (let round = 0; isMore && round < roundsMax && !this.#signal.aborted; round++) isMore = await this.#round();
      return isMore;
    } catch (error) {
      if (!this.#signal.aborted) throw error;
      return true;
    }
  }

  /** Sends the first lowerings at once: reading back what has no answer concerns other listings, and may take long. */
  async #lower(): Promise<void> {
    if (!(await this.#takeTurn())) return;
    const { urgent } = await this.#look();
    if (urgent.length > 0) await this.#send(urgent.slice(0, this.#connector.pushBatchMax));
    // What found no room may find some once it is known what others still show.
    this.#held.clear();
  }

  /** Learns what became of earlier pushes, and what guaranteed listings may still sell. */
  async #learn(): Promise<void> {
    if (this.#isPaused) return;
    await lookAtBatches(this.#hub, this.#channel, this.#connector, this.#signal);
    await this.#settle();
    this.#comeBack.lookAgainAt(await settleExposures(this.#hub, this.#channel, this.#connector, this.#signal));
  }

  /** Sends one batch, or polls for the next. False when nothing can be sent now. */
  async #round(): Promise<boolean> {
    if (this.#isPaused || !(await this.#takeTurn())) return false;
    const { pending, urgent } = await this.#look();
    if (pending.length === 0) return false;
    const ready = urgent.length > 0 ? urgent : pending.filter((row) => this.#isCovered(row));
    if (ready.length === 0) return this.#pollFor(pending);
    const batch = ready.slice(0, this.#connector.pushBatchMax);
    return urgent.length > 0 ? this.#send(batch) : this.#raise(batch);
  }

  /** Queues what brings the job back; `isMore` when it stopped with listings that could be sent at once. */
  async comeBack(isMore: boolean): Promise<void> {
    // What the platform works on together is looked at until it has ended; what was written now settles once its orders are known.
    this.#comeBack.lookAgainAt(await nextBatchLook(this.#hub, this.#channel, this.#connector));
    this.#comeBack.lookAgainAt(notNow(await dueAt(this.#hub, this.#channel)));
    if (this.#mayForget) this.#comeBack.lookAgainAt(notNow(await unseenDueAt(this.#hub, this.#channel)));
    await this.#comeBack.queue(this.#hub.pool, this.#channel.id, isMore);
  }

  get #mayForget(): boolean {
    return mayForget(this.#hub, this.#channel, this.#connector);
  }

  get #isPaused(): boolean {
    return this.#comeBack.pausedUntil !== null;
  }

  /** Waits until the platform takes a push, before it is read what to send: what comes in meanwhile goes with it. */
  async #takeTurn(): Promise<boolean> {
    try {
      await this.#connector.awaitTurn?.(this.#signal);
      return true;
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      this.#comeBack.pause(error.retryAfterMs);
      return false;
    }
  }

  /**
   * What waits to be sent, and what of it must not wait for a poll. Nothing when the channel takes no quantities any more: somebody
   * may have paused it since the last batch.
   */
  async #look(): Promise<{ pending: PendingListing[]; urgent: PendingListing[] }> {
    const [waiting, channel] = await Promise.all([
      readPending(this.#hub.pool, this.#channel.id, lookMax, new Date(), listedUntil(this.#hub, this.#channel)),
      readChannel(this.#hub.pool, this.#channel.id),
    ]);
    if (!channel || !isSending(channel, new Date())) return { pending: [], urgent: [] };
    this.#channel = channel;
    const pending = waiting.filter((row) => !this.#held.has(row.listingId));
    return { pending, urgent: pending.filter((row) => isUrgent(this.#channel.writeKind, row)) };
  }

  #isCovered(row: PendingListing): boolean {
    return row.quantity <= (this.#covered.get(row.listingId) ?? -1);
  }

  /** Where a raise may make the platform forget orders, it is read first how many. */
  async #raise(batch: PendingListing[]): Promise<boolean> {
    const isRead = (row: PendingListing) => row.expected !== null && !row.isGuaranteed;
    if (!this.#mayForget || !batch.some(isRead)) return this.#send(batch);
    const some = batch.slice(0, readFirstMax);
    try {
      const limited = AbortSignal.any([this.#signal, AbortSignal.timeout(readFirstMsMax)]);
      await lookForUnseen(this.#hub, this.#channel, this.#connector, some.filter(isRead), limited);
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      return this.#postponeRaises(error, "reading before a raise failed");
    }
    return this.#send(some);
  }

  #postponeRaises(error: unknown, what: string): boolean {
    const pauseMs = error instanceof RateLimited ? error.retryAfterMs : pollFailedPauseMs;
    if (!(error instanceof RateLimited)) {
      this.#hub.logger.error({ channel: this.#channel.code, trouble: describeTrouble(error) }, what);
    }
    this.#comeBack.lookAgainAt(new Date(Date.now() + pauseMs));
    return false;
  }

  async #send(batch: PendingListing[]): Promise<boolean> {
    const sent = await sendBatch(this.#hub, this.#channel, this.#connector, batch, this.#signal);
    if (addTally(this.#tally, sent) === 0) this.#hold(batch);
    if (sent.stale + sent.unanswered > 0) await this.#settle();
    if (sent.retryAfterMs === null) return true;
    this.#comeBack.pause(sent.retryAfterMs);
    return false;
  }

  /** Reads back what has no answer. */
  async #settle(): Promise<void> {
    const { settled, againAt } = await settle(this.#hub, this.#channel, this.#connector, this.#signal);
    this.#settled += settled;
    this.#comeBack.lookAgainAt(againAt);
  }

  /** None of them could leave: the guaranteed ones wait until others have been lowered, others for orders to be listed. */
  #hold(batch: PendingListing[]): void {
    const held = batch.filter((row) => row.isGuaranteed || this.#mayForget);
    for (const row of held) this.#held.add(row.listingId);
    if (held.length > 0) this.#comeBack.lookAgainAt(new Date(Date.now() + heldPauseMs));
  }

  /** Polls the channel's orders, so that the raises wanted before may be sent. */
  async #pollFor(raises: PendingListing[]): Promise<boolean> {
    try {
      this.#polls += 1;
      const poll = await pollOrders(this.#hub, this.#channel, this.#connector, this.#signal);
      if (poll.kind === "postponed") this.#comeBack.lookAgainAt(poll.retryAt);
      else this.#covered = new Map(raises.map((row) => [row.listingId, row.quantity]));
      return poll.kind === "complete";
    } catch (error) {
      if (!isPlatformTrouble(error)) throw error;
      return this.#postponeRaises(error, "poll before a raise failed");
    }
  }
}

/** A list of orders that is further behind than it should be is asked for again, and not all the time. */
function notNow(at: Date | null): Date | null {
  return at && new Date(Math.max(at.getTime(), Date.now() + dueAgainMs));
}
