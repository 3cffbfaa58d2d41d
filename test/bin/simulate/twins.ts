import {
  applyBatch,
  type Command,
  moveWatermark,
  type PushEnd,
  readPending,
  readUnanswered,
  readUnsure,
  recordExposureReadings,
  recordPushes,
  type StartedPush,
  settleKnown,
  settlePushes,
  startPushes,
} from "@stockpool/stock";
import { judge } from "@stockpool/stock/rules";
import type pg from "pg";
import { expect } from "vitest";
import type { Flight } from "../../../bin/simulate/belief.ts";
import type { MemoryHub } from "../../../bin/simulate/hub.ts";
import * as memory from "../../../bin/simulate/record.ts";

/** One push on both sides. */
export interface TwinFlight {
  started: StartedPush;
  flight: Flight;
}

interface OrderIds {
  orderId: string;
  orderLineId: string;
}

interface Named {
  key: string;
  actor: string;
  reason: string;
}

/** Does the same in the database and in memory; what each answers must be the same too. */
export class Twins {
  readonly #pool: pg.Pool;
  readonly #hub: MemoryHub;

  constructor(pool: pg.Pool, hub: MemoryHub) {
    this.#pool = pool;
    this.#hub = hub;
  }

  async apply(commands: Command[], at: Date): Promise<void> {
    const outcomes = await applyBatch(this.#pool, commands, at);
    expect(this.#hub.apply(commands, at).map(({ kind }) => kind)).toEqual(outcomes.map(({ kind }) => kind));
  }

  /** The hub releases units of an order by itself; `name` is how it is known to both. */
  async release(order: { channelId: string; id: string }, quantity: number, name: Named, at: Date): Promise<void> {
    const { rows } = await this.#pool.query<OrderIds>(
      `select o.id as "orderId", l.id as "orderLineId" from "order" o join order_line l on l.order_id = o.id
       where o.channel_id = $1 and o.platform_order_id = $2`,
      [order.channelId, order.id],
    );
    const known = this.#hub.orders.get(`${order.channelId}/${order.id}`);
    const here = { orderId: known?.id ?? "", orderLineId: known?.lines[0]?.id ?? "" };
    const commandOf = ({ orderId, orderLineId }: OrderIds): Command => {
      return { verb: "release", ...name, orderId, lines: [{ orderLineId, quantity }] };
    };
    const outcomes = await applyBatch(this.#pool, rows.map(commandOf), at);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["applied"]);
    expect(this.#hub.apply([commandOf(here)], at).map(({ kind }) => kind)).toEqual(["applied"]);
  }

  /** The first job that another batch has queued is done; null when there is none. */
  async publishQueued(at: Date): Promise<string | null> {
    const [productId] = this.#hub.queued;
    if (productId === undefined) return null;
    await this.#pool.query("select graphile_worker.remove_job('republish:exposed:' || $1)", [productId]);
    await applyBatch(this.#pool, [{ verb: "republish", productIds: [productId] }], at);
    this.#hub.publishQueued(productId, at);
    return productId;
  }

  /** A push of a listing leaves, if it may. */
  async start(channelId: string, listingId: string, at: Date): Promise<TwinFlight | null> {
    const pending = (await readPending(this.#pool, channelId, 100, at)).filter((row) => row.listingId === listingId);
    const isNet = this.#hub.kindOf(listingId) === "net_of_open_orders";
    const [started] = await startPushes(this.#pool, pending, new Map(), isNet, at);
    const flight = this.#hub.start(listingId, at);
    expect(flight && { quantity: flight.quantity, before: flight.before }).toEqual(
      started ? { quantity: started.quantity, before: started.before } : null,
    );
    if (isNet) expect(flight?.openUnits).toBe(started?.openUnits);
    return started && flight ? { started, flight } : null;
  }

  /** How a push ended is recorded, be it that it was settled meanwhile. */
  async end({ started, flight }: TwinFlight, end: memory.End | { kind: "rejected" }, at: Date): Promise<void> {
    await recordPushes(this.#pool, [endOf(started, end)], at);
    const same = end.kind === "rejected" ? ({ kind: "taken_back" } as const) : end;
    memory.recordEnd(this.#hub, started.listingId, flight, same, at);
  }

  /** An unanswered push is read back; `between` is done after the reading, before it is believed. */
  async settle(
    listingId: string,
    looked: Looked,
    lagMs: number,
    at: Date,
    between: () => Promise<void>,
  ): Promise<void> {
    const channelId = this.#hub.listings.get(listingId)?.channelId ?? "";
    const find = async () =>
      (await readUnanswered(this.#pool, channelId, 100)).find((one) => one.listingId === listingId);
    const earlier = await find();
    const before = memory.unanswered(this.#hub, channelId).find((one) => one.listingId === listingId);
    await between();
    const now = await find();
    if (!earlier || !before || !now) throw new Error(`the push of ${listingId} is not the same on both sides`);
    const push = { ...now, exposureChanges: earlier.exposureChanges };
    const isBelieving = this.#hub.kindOf(listingId) === "compare_and_set";
    const { live, from, after } = looked;
    const verdict = judge({ push, earlier, live, readAt: from, lagMs, isBelieving });
    await settlePushes(this.#pool, [verdict], from, at, { readUntil: after });
    memory.settle(this.#hub, before, looked, lagMs, at);
  }

  /** Guaranteed listings of which too little is known are read, each as `liveOf` says. */
  async look(channelId: string, liveOf: () => number, at: Date, between: () => Promise<void>): Promise<number> {
    const from = new Date(at.getTime() - 200);
    const unsure = (await readUnsure(this.#pool, channelId, 100)).sort(byListing);
    const same =
      this.#hub.channels.get(channelId)?.writeKind === "net_of_open_orders"
        ? []
        : memory.unsure(this.#hub, channelId).sort(byListing);
    expect(same).toEqual(unsure.map(({ listingId, expected, changes }) => ({ listingId, expected, changes })));
    await between();
    const readings = unsure.map((listing) => ({ listing, live: liveOf() }));
    for (const [index, { listing, live }] of readings.entries()) {
      await recordExposureReadings(this.#pool, [{ listing, live }], { from, after: at }, at);
      const one = same[index];
      if (one) memory.recordReading(this.#hub, one, { live, from, after: at }, at);
    }
    return readings.length;
  }

  /** All orders of a channel until a moment are known. */
  async knowUntil(channelId: string, watermark: Date, at: Date): Promise<void> {
    await moveWatermark(this.#pool, channelId, watermark, at);
    await settleKnown(this.#pool, channelId, watermark, at);
    this.#hub.watermarks.set(channelId, watermark);
    memory.settleKnown(this.#hub, channelId, at);
  }
}

interface Looked {
  live: number;
  from: Date;
  after: Date;
}

function endOf(push: StartedPush, end: memory.End | { kind: "rejected" }): PushEnd {
  switch (end.kind) {
    case "confirmed":
      return { kind: "confirmed", push };
    case "stale":
      return { kind: "stale", push, live: end.live };
    case "rejected":
      return { kind: "rejected", push, error: "refused" };
    case "taken_back":
      return { kind: "skipped", push, why: "no calls now" };
  }
}

function byListing(a: { listingId: string }, b: { listingId: string }): number {
  return a.listingId < b.listingId ? -1 : 1;
}
