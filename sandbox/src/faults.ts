import { z } from "zod";
import { garbling } from "./garble.ts";
import { sandboxPlatforms } from "./platform.ts";
import type { Random } from "./random.ts";

const scope = {
  platform: z.enum(sandboxPlatforms).optional(),
  shop: z.string().optional(),
  /** How often it may strike; without a limit until it is removed. */
  times: z.number().int().positive().optional(),
  /** Lets so many pass before it strikes. */
  after: z.number().int().nonnegative().default(0),
  /** Of all messages that match, this part is struck. */
  probability: z.number().min(0).max(1).default(1),
};

/** A trouble on purpose, for requests that reach a platform or for webhooks that leave it. */
export const fault = z.discriminatedUnion("on", [
  z.strictObject({
    on: z.literal("request"),
    ...scope,
    /** A part of the logged operation, such as "inventorySetQuantities" or "PATCH /retailer/offers". */
    operation: z.string().optional(),
    action: z.enum(["rate_limit", "server_error", "lose_before", "lose_after", "slow", "garble"]),
    /** For garble: what comes instead of the answer. */
    how: garbling.default("html"),
    /** For garble: of the numbers of units only the first is struck. */
    once: z.boolean().default(false),
    status: z.number().int().min(400).max(599).default(503),
    retryAfterSeconds: z.number().int().positive().default(2),
    /** For lose_before and lose_after: how long the caller is left waiting before the connection is cut. For slow: the delay. */
    waitMs: z.number().int().nonnegative().default(0),
  }),
  z.strictObject({
    on: z.literal("webhook"),
    ...scope,
    topic: z.string().optional(),
    action: z.enum(["drop", "delay", "duplicate", "reorder"]),
    /** For delay: the message is written when it leaves, and so tells what is then, not what it was sent for. */
    isBuiltLate: z.boolean().default(false),
    waitMs: z.number().int().nonnegative().default(1_000),
  }),
]);

export type Fault = z.output<typeof fault>;
export type RequestFault = Extract<Fault, { on: "request" }>;
export type WebhookFault = Extract<Fault, { on: "webhook" }>;

interface Planted {
  id: number;
  fault: Fault;
  left: number;
  /** Messages that still pass first. */
  toPass: number;
}

/** The faults that are set now. */
export class Faults {
  #planted: Planted[] = [];
  #lastId = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  plant(wanted: Fault): number {
    this.#lastId += 1;
    const { times: left = Number.POSITIVE_INFINITY, after: toPass } = wanted;
    this.#planted.push({ id: this.#lastId, fault: wanted, left, toPass });
    return this.#lastId;
  }

  remove(id: number | null): void {
    this.#planted = this.#planted.filter((planted) => id !== null && planted.id !== id);
  }

  list(): { id: number; left: number | null; fault: Fault }[] {
    return this.#planted.map(({ id, fault, left }) => ({ id, fault, left: Number.isFinite(left) ? left : null }));
  }

  /** The fault that strikes this request, if any; counts as one strike. */
  strikeRequest(platform: string, shop: string, operation: string): RequestFault | null {
    for (const planted of this.#planted) {
      const { fault } = planted;
      if (fault.on !== "request" || !operation.includes(fault.operation ?? "")) continue;
      if (this.#strikes(planted, platform, shop)) return fault;
    }
    return null;
  }

  /** The fault that strikes this webhook, if any; counts as one strike. */
  strikeWebhook(platform: string, shop: string, topic: string): WebhookFault | null {
    for (const planted of this.#planted) {
      const { fault } = planted;
      if (fault.on !== "webhook" || (fault.topic ?? topic) !== topic) continue;
      if (this.#strikes(planted, platform, shop)) return fault;
    }
    return null;
  }

  #strikes(planted: Planted, platform: string, shop: string): boolean {
    const { fault } = planted;
    if ((fault.platform ?? platform) !== platform || (fault.shop ?? shop) !== shop) return false;
    if (planted.toPass > 0) {
      planted.toPass -= 1;
      return false;
    }
    if (planted.left <= 0 || this.#random.next() >= fault.probability) return false;
    planted.left -= 1;
    return true;
  }
}
