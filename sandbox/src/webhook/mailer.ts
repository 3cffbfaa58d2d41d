import { setTimeout as sleep } from "node:timers/promises";
import { nowMs } from "../clock.ts";
import type { Faults } from "../faults.ts";
import type { SandboxPlatform } from "../platform.ts";

/** One message to one subscriber. */
export interface Message {
  platform: SandboxPlatform;
  shop: string;
  topic: string;
  eventId: string;
  address: string;
  body: string;
  headers: Record<string, string>;
  /** The same message as it would be written now, where it tells a state that may have changed. */
  writtenAnew?: () => Pick<Message, "body" | "headers">;
  /** Called once when every attempt failed. */
  onGivenUp: () => void;
}

/** One attempt to deliver; `status` is null when nobody answered in time. */
export interface Delivery {
  at: number;
  answeredAt: number;
  platform: string;
  shop: string;
  topic: string;
  eventId: string;
  address: string;
  attempt: number;
  status: number | null;
}

/** The receiver has 5 seconds; shopify.dev and bol's pages agree on that. */
const timeoutMs = 5_000;
const deliveriesMax = 200_000;
const atOnceMax = 16;

export interface RetryPlan {
  /** Attempts after the first. */
  retries: number;
  /** Wait before the first retry; each next one is twice as long. */
  firstWaitMs: number;
}

/** Sends webhooks in the background, a bounded number at once, and tries again when the receiver does not answer 2xx. */
export class Mailer {
  deliveries: Delivery[] = [];
  readonly #faults: Faults;
  readonly #retry: RetryPlan;
  readonly #stop = new AbortController();
  readonly #waiting: { message: Message; followedBy: Message | null }[] = [];
  #active = 0;
  #scheduled = 0;
  #held: Message | null = null;

  constructor(faults: Faults, retry: RetryPlan) {
    this.#faults = faults;
    this.#retry = retry;
  }

  /** Takes a message; faults are applied here, on the way out. */
  post(message: Message): void {
    const fault = this.#faults.strikeWebhook(message.platform, message.shop, message.topic);
    switch (fault?.action) {
      case undefined:
        this.#enqueue(message, this.#takeHeld());
        break;
      case "drop":
        break;
      case "delay":
        this.#later(fault.waitMs, () =>
          this.#enqueue(fault.isBuiltLate ? { ...message, ...message.writtenAnew?.() } : message),
        );
        break;
      case "duplicate":
        this.#enqueue(message);
        this.#enqueue(message);
        break;
      case "reorder":
        this.#hold(message, fault.waitMs);
        break;
    }
  }

  /** Messages that may still be sent; a held one counts until its wait is over. */
  get pending(): number {
    return this.#waiting.length + this.#active + this.#scheduled;
  }

  /** Stops all sending; what was not sent is lost, as in an outage of the platform. */
  close(): void {
    this.#stop.abort();
    this.#waiting.length = 0;
  }

  /** A held message goes out once the next one was answered; if none comes, after the wait. */
  #hold(message: Message, waitMs: number): void {
    const before = this.#takeHeld();
    if (before) this.#enqueue(before);
    this.#held = message;
    this.#later(waitMs, () => {
      if (this.#held !== message) return;
      this.#held = null;
      this.#enqueue(message);
    });
  }

  #takeHeld(): Message | null {
    const message = this.#held;
    this.#held = null;
    return message;
  }

  #enqueue(message: Message, followedBy: Message | null = null): void {
    if (this.#stop.signal.aborted) return;
    this.#waiting.push({ message, followedBy });
    this.#startNext();
  }

  #startNext(): void {
    while (this.#active < atOnceMax) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#active += 1;
      void this.#attempt(next.message, 1).finally(() => {
        this.#active -= 1;
        if (next.followedBy) this.#enqueue(next.followedBy);
        this.#startNext();
      });
    }
  }

  async #attempt(message: Message, attempt: number): Promise<void> {
    const status = await this.#deliver(message, attempt);
    if (this.#stop.signal.aborted || (status !== null && status >= 200 && status < 300)) return;
    if (attempt > this.#retry.retries) {
      message.onGivenUp();
      return;
    }
    // A waiting retry does not hold one of the places, or a dead receiver would stop all shops.
    this.#later(this.#retry.firstWaitMs * 2 ** (attempt - 1), () => this.#attempt(message, attempt + 1));
  }

  async #deliver(message: Message, attempt: number): Promise<number | null> {
    const at = nowMs();
    const status = await postOnce(message, this.#stop.signal);
    const { platform, shop, topic, eventId, address } = message;
    this.deliveries.push({ at, answeredAt: nowMs(), platform, shop, topic, eventId, address, attempt, status });
    if (this.deliveries.length > deliveriesMax) this.deliveries = this.deliveries.slice(deliveriesMax / 2);
    return status;
  }

  #later(waitMs: number, act: () => void | Promise<void>): void {
    const { signal } = this.#stop;
    this.#scheduled += 1;
    void sleep(waitMs, undefined, { signal, ref: false })
      .then(act, () => {
        // Only closing the sandbox ends the wait early; then nothing is sent any more.
      })
      .finally(() => {
        this.#scheduled -= 1;
      });
  }
}

/** The status that the receiver answered; null when it could not be reached or did not answer in time. */
async function postOnce(message: Message, stop: AbortSignal): Promise<number | null> {
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stop]);
  try {
    const response = await fetch(message.address, {
      method: "POST",
      headers: message.headers,
      body: message.body,
      redirect: "manual",
      signal,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Whatever the network said, the platform sees one thing: no answer. It is in the delivery log as such.
    return null;
  }
}
