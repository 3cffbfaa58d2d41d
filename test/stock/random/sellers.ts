import { randomUUID } from "node:crypto";
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
  settleKnown,
  settlePushes,
  startPushes,
} from "@stockpool/stock";
import { judge } from "@stockpool/stock/rules";
import type pg from "pg";
import { Platform, type SoldOrder, told } from "../../../bin/simulate/platform.ts";
import type { Random } from "../../../bin/simulate/random.ts";

/** Time that only passes when somebody does something. */
export class Clock {
  #now = Date.now();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  tick(): Date {
    this.#now += this.#random.pick([1, 20, 300, 4_000]);
    return new Date(this.#now);
  }
}

/** One channel: its platform as it really is, and the jobs that the worker runs for it, one at a time, against the database. */
export class Seller {
  readonly platform: Platform;
  readonly #channelId: string;
  readonly #pool: pg.Pool;
  readonly #clock: Clock;
  readonly #random: Random;
  /** Messages of orders that are still on their way. */
  readonly #messages: Command[] = [];

  constructor(pool: pg.Pool, channel: { id: string; writeKind: Platform["kind"] }, clock: Clock, random: Random) {
    this.platform = new Platform(channel.id, channel.writeKind);
    this.#channelId = channel.id;
    this.#pool = pool;
    this.#clock = clock;
    this.#random = random;
  }

  /** A buyer takes units, if the platform shows them; a message of it leaves, or gets lost. */
  sell(listing: { id: string; platformId: string }, units: number): void {
    const order = this.platform.sell(listing.platformId, units, this.#clock.tick());
    if (order && this.#random.chance(0.7)) this.#messages.push(this.#importOf(order));
  }

  /** Some messages arrive, in any order, one of them perhaps twice. */
  async hear(): Promise<void> {
    const arrived = this.#messages.filter(() => this.#random.chance(0.5));
    const again = arrived.filter(() => this.#random.chance(0.2));
    await applyBatch(this.#pool, [...arrived.reverse(), ...again], this.#clock.tick());
    this.#messages.splice(0, this.#messages.length, ...this.#messages.filter((one) => !arrived.includes(one)));
  }

  /** All orders that there are become known. */
  async poll(): Promise<void> {
    const startedAt = this.#clock.tick();
    const orders = this.platform.orders.map((order) => this.#importOf(order));
    await applyBatch(this.#pool, orders, this.#clock.tick());
    await moveWatermark(this.#pool, this.#channelId, startedAt, this.#clock.tick());
    await settleKnown(this.#pool, this.#channelId, startedAt, this.#clock.tick());
  }

  /** What waits is written, after a poll; some writes are lost on their way, some answers on their way back. */
  async push(): Promise<void> {
    await this.poll();
    const pending = await readPending(this.#pool, this.#channelId, 20, this.#clock.tick());
    const isNet = this.platform.kind === "net_of_open_orders";
    const started = await startPushes(this.#pool, pending, new Map(), isNet, this.#clock.tick());
    for (const push of started) {
      if (this.#random.chance(0.1)) continue;
      if (this.#random.chance(0.1)) {
        await recordPushes(this.#pool, [{ kind: "skipped", push, why: "no calls now" }], this.#clock.tick());
        continue;
      }
      const written = this.platform.write(push.platformId, push.quantity, push.before, push.openUnits);
      if (this.#random.chance(0.2)) continue;
      const end: PushEnd = written.kind === "stale" ? { ...written, push } : { kind: "confirmed", push };
      await recordPushes(this.#pool, [end], this.#clock.tick());
    }
  }

  /** What has no answer is read back, and believed as far as the poll after it proves it. */
  async settle(): Promise<void> {
    const before = await readUnanswered(this.#pool, this.#channelId, 20);
    const readAt = this.#clock.tick();
    const live = new Map(before.map((push) => [push.pushId, this.platform.live(push.platformId)]));
    const readUntil = this.#clock.tick();
    await this.poll();
    const now = await readUnanswered(this.#pool, this.#channelId, 20);
    const settlements = before.flatMap((earlier) => {
      const push = now.find((one) => one.pushId === earlier.pushId);
      const isBelieving = this.platform.kind === "compare_and_set";
      const seen = { live: live.get(earlier.pushId), readAt, lagMs: 0, isBelieving };
      return push ? [judge({ push: { ...push, exposureChanges: earlier.exposureChanges }, earlier, ...seen })] : [];
    });
    await settlePushes(this.#pool, settlements, readAt, this.#clock.tick(), { readUntil });
  }

  /** Guaranteed listings of which too little is known are read. */
  async look(): Promise<void> {
    const unsure = await readUnsure(this.#pool, this.#channelId, 20);
    const from = this.#clock.tick();
    const readings = unsure.map((listing) => ({ listing, live: this.platform.live(listing.platformId) }));
    const after = this.#clock.tick();
    await recordExposureReadings(this.#pool, readings, { from, after }, this.#clock.tick());
  }

  #importOf(order: SoldOrder): Command {
    return { verb: "import_order", channelId: this.#channelId, actor: "test", order: told(order) };
  }
}

/** Moves a reservation to another place, if there is one that may take it. */
export async function reroute(pool: pg.Pool, locationIds: string[], random: Random, at: Date): Promise<boolean> {
  const { rows } = await pool.query<{ id: string; orderId: string }>(
    `select r.id, l.order_id as "orderId" from reservation r join order_line l on l.id = r.order_line_id
     where r.ended_at is null order by r.made_at, r.id`,
  );
  if (rows.length === 0) return false;
  const { id: reservationId, orderId } = random.pick(rows);
  const told = { key: randomUUID(), actor: "test", reason: "closer" };
  const toLocationId = random.pick(locationIds);
  const [outcome] = await applyBatch(pool, [{ verb: "reroute", ...told, orderId, reservationId, toLocationId }], at);
  return outcome?.kind === "applied";
}
