import { randomUUID } from "node:crypto";
import { apply, applyBatch, type Command, type ImportOrder, type Outcome, transact } from "@stockpool/stock";
import type pg from "pg";
import { expect } from "vitest";
import { keptCommandOf, type Made } from "./kept-commands.ts";
import type { KeptStep } from "./kept-steps.ts";
import type { Act, OrderAct, Parcel, Scenario, Step, Version } from "./scenario.ts";
import { lateListing, type Shop } from "./shop.ts";
import { minutesAfter, WholeModel } from "./whole-model.ts";

/** Plays a scenario on the database and on a model, and holds every answer of the one against the other's; returns the model. */
export async function play(pool: pg.Pool, shop: Shop, scenario: Scenario): Promise<WholeModel> {
  const player = new Player(pool, shop, scenario.strategy);
  await player.republish();
  await confirmAll(pool, shop);
  for (const round of roundsOf(scenario)) await player.round(round);
  await player.sweep();
  return player.model;
}

/** As if every listing's platform had confirmed what was published first: nothing, for there is no stock yet. */
async function confirmAll(pool: pg.Pool, shop: Shop): Promise<void> {
  await pool.query(
    "update published_quantity set expected = quantity, confirmed = quantity, pending_since = null where channel_id = any($1)",
    [shop.channelIds],
  );
}

/** The steps in batches, the batches in rounds. */
function roundsOf({ steps, batchSizes, roundSizes }: Scenario): Step[][][] {
  const batches = split(steps, batchSizes);
  return split(batches, roundSizes);
}

function split<T>(rows: T[], sizes: number[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < rows.length; ) {
    const size = sizes[parts.length % sizes.length] ?? 1;
    parts.push(rows.slice(from, from + size));
    from += size;
  }
  return parts;
}

interface Sent {
  act: Act;
  command: Command;
}

class Player {
  readonly model: WholeModel;
  readonly #pool: pg.Pool;
  readonly #shop: Shop;
  readonly #sent: Sent[] = [];
  /** What keys made: holds and expectations. */
  readonly #made = new Map<string, Made>();
  #at = Date.now();
  #ends = 0;

  constructor(pool: pg.Pool, shop: Shop, strategy: Scenario["strategy"]) {
    this.model = new WholeModel(strategy);
    this.#pool = pool;
    this.#shop = shop;
  }

  async republish(): Promise<void> {
    const { productIds } = this.#shop;
    await applyBatch(this.#pool, [{ verb: "republish", productIds }], new Date(this.#at));
  }

  /** Applies the batches at once, then tells the model in the order in which they ended. */
  async round(batches: Step[][]): Promise<void> {
    if (batches.flat().some((step) => step.verb === "link")) await this.#link();
    const waits = batches.flat().map((step) => (step.verb === "wait" ? step.minutes : 0));
    this.#at = minutesAfter(this.#at + 1, Math.max(0, ...waits));
    this.model.at(this.#at);
    const sent: Sent[][] = [];
    for (const batch of batches) sent.push(await this.#commandsOf(batch));
    const ended = await Promise.all(sent.map((batch) => this.#apply(batch)));
    for (const { batch, outcomes } of ended.sort((a, b) => a.end - b.end)) {
      this.model.beginBatch();
      for (const [index, { act }] of batch.entries()) {
        expect(endOf(outcomes[index]), `the end of ${JSON.stringify(act)}`).toBe(this.model.act(act));
        this.#keep(act, outcomes[index]);
      }
    }
  }

  /** Ends every hold whose time has come, so that the database has forgotten what the model has. */
  async sweep(): Promise<void> {
    const holdIds = [...this.#made.values()].flatMap((one) => (one.kind === "hold" ? [one.id] : []));
    await applyBatch(this.#pool, [{ verb: "expire_holds", holdIds }], new Date(this.#at));
  }

  #keep(act: Act, outcome: Outcome | undefined): void {
    if (outcome?.kind !== "applied") return;
    const id = outcome.holdId ?? outcome.expectationIds?.[0];
    if (!id) return;
    if (act.verb === "hold") this.#made.set(act.key, { id, kind: "hold" });
    if (act.verb === "expect" || act.verb === "transfer_out") {
      this.#made.set(act.key, { id, kind: act.verb, product: act.product, place: act.place });
    }
  }

  /** A batch has all its locks when `apply` returns, so of two that touch the same the first to return is the first to count. */
  async #apply(batch: Sent[]): Promise<{ batch: Sent[]; outcomes: Outcome[]; end: number }> {
    const commands = batch.map((one) => one.command);
    const at = new Date(this.#at);
    return transact(this.#pool, async (tx) => {
      const outcomes = await apply(tx, commands, at);
      this.#ends += 1;
      return { batch, outcomes, end: this.#ends };
    });
  }

  async #link(): Promise<void> {
    this.model.isLateLinked = true;
    await this.#pool.query(
      `update listing set product_id = $1, status = 'linked' where platform_id = $2 and channel_id = any($3)`,
      [this.#shop.id("box"), lateListing, this.#shop.channelIds],
    );
    await this.republish();
  }

  async #commandsOf(batch: Step[]): Promise<Sent[]> {
    const sent: Sent[] = [];
    for (const step of batch) {
      const one = await this.#resolve(step, sent);
      if (!one) continue;
      sent.push(one);
    }
    this.#sent.push(...sent);
    return sent;
  }

  async #resolve(step: Step, batch: Sent[]): Promise<Sent | undefined> {
    if (step.verb === "link" || step.verb === "wait") return;
    if (step.verb === "again") {
      const all = [...this.#sent, ...batch];
      return all[step.which % Math.max(1, all.length)];
    }
    if (step.verb === "import_order") return this.#importOf(step);
    if (isKept(step)) return this.#keptOf(step);
    if (!isParcel(step)) return { act: step, command: commandOf(this.#shop, step) };
    const { orderId, lineId } = await this.#idsOf(step.order, step.line);
    const { verb, key, quantity } = step;
    const lines = [{ orderLineId: lineId ?? randomUUID(), quantity }];
    const act = { ...step, isOrderKnown: orderId !== null, isLineKnown: lineId !== null };
    return { act, command: { verb, key: this.#shop.key(key), ...told, orderId: orderId ?? randomUUID(), lines } };
  }

  #importOf(step: Extract<Step, { verb: "import_order" }>): Sent {
    const hold = step.fromHold === undefined ? undefined : this.#made.get(step.fromHold);
    const fromHold = hold?.kind === "hold" && step.fromHold !== undefined ? step.fromHold : null;
    const command = importOf(this.#shop, step);
    return {
      act: { verb: "import_order", order: step.order, version: step.version, fromHold },
      command: step.fromHold === undefined ? command : { ...command, fromHoldId: hold?.id ?? randomUUID() },
    };
  }

  async #keptOf(step: KeptStep): Promise<Sent> {
    const { orderId, lineId } =
      step.verb === "restock" || step.verb === "reroute"
        ? await this.#idsOf(step.order, step.line)
        : { orderId: null, lineId: null };
    const reservation = step.verb === "reroute" ? await this.#reservationOf(step, lineId) : null;
    const found = { made: this.#made, at: this.#at, orderId, lineId, reservation };
    const { act, command } = keptCommandOf(this.#shop, step, found);
    return { act, command: { key: this.#shop.key(step.key), ...told, ...command } };
  }

  /** One of a line's open reservations; the model keeps its promises in the same order. */
  async #reservationOf({ order, line, which }: Extract<KeptStep, { verb: "reroute" }>, lineId: string | null) {
    const { rows } = await this.#pool.query<{ id: string }>(
      "select id from reservation where order_line_id = $1 and ended_at is null order by made_at, id",
      [lineId],
    );
    const owner = this.model.orders.get(order)?.lines.get(line);
    const promises = this.model.promises.filter((one) => one.place !== null && one.owner === owner);
    const [row, promise] = [rows[which % Math.max(1, rows.length)], promises[which % Math.max(1, promises.length)]];
    return row && promise ? { id: row.id, promiseId: promise.id } : null;
  }

  async #idsOf(order: string, line: string): Promise<{ orderId: string | null; lineId: string | null }> {
    const { rows } = await this.#pool.query<{ orderId: string; lineId: string | null }>(
      `select o.id as "orderId", l.id as "lineId" from "order" o
       left join order_line l on l.order_id = o.id and l.platform_line_id = $2 where o.platform_order_id = $1 and o.channel_id = any($3)`,
      [order, line, this.#shop.channelIds],
    );
    return rows[0] ?? { orderId: null, lineId: null };
  }
}

type Looked = Exclude<Step, { verb: "link" | "again" | "wait" | "import_order" }>;

function isParcel(step: Looked): step is Parcel {
  return step.verb === "ship" || step.verb === "release";
}

function isKept(step: Looked): step is KeptStep {
  return !["receive", "adjust_by", "adjust_to", "ship", "release"].includes(step.verb);
}

const told = { actor: "test", reason: "random" };

function commandOf(shop: Shop, act: Exclude<OrderAct, { verb: "ship" | "release" }>): Command {
  const { key, product, place } = act;
  const where = { key: shop.key(key), ...told, productId: shop.id(product), locationId: shop.id(place) };
  switch (act.verb) {
    case "receive":
      return { verb: "receive", ...where, quantity: act.quantity };
    case "adjust_by":
      return { verb: "adjust", ...where, change: { kind: "by", delta: act.delta } };
    case "adjust_to": {
      const expected = act.expected === undefined ? {} : { expected: act.expected };
      return { verb: "adjust", ...where, change: { kind: "to", onHand: act.onHand, ...expected } };
    }
  }
}

function importOf(shop: Shop, { order, version }: { order: string; version: Version }): ImportOrder {
  const { channel, country, placedAt, updatedAt, isPlatforms, lines } = version;
  return {
    verb: "import_order",
    channelId: shop.id(channel),
    actor: "test",
    order: {
      ...{ platformOrderId: order, name: order, country, fulfilledBy: isPlatforms ? "platform" : "merchant" },
      ...{ placedAt: new Date(placedAt * 60_000), updatedAt: new Date(updatedAt * 60_000) },
      lines: lines.map(({ name, listing, ...counts }) => ({
        ...{ platformLineId: name, platformId: listing, sku: null, title: name },
        ...counts,
      })),
    },
  };
}

function endOf(outcome: Outcome | undefined): string | undefined {
  return outcome?.kind === "refused" ? outcome.refusal.code : outcome?.kind;
}
