import { randomUUID } from "node:crypto";
import { apply, applyBatch, type Command, type Outcome, transact } from "@stockpool/stock";
import type pg from "pg";
import { expect } from "vitest";
import { Model } from "./model.ts";
import type { Act, Parcel, Scenario, Step } from "./scenario.ts";
import { lateListing, type Shop } from "./shop.ts";

/** Plays a scenario on the database and on a model, and holds every answer of the one against the other's; returns the model. */
export async function play(pool: pg.Pool, shop: Shop, scenario: Scenario): Promise<Model> {
  const player = new Player(pool, shop);
  await player.republish();
  await confirmAll(pool, shop);
  for (const round of roundsOf(scenario)) await player.round(round);
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
  readonly model = new Model();
  readonly #pool: pg.Pool;
  readonly #shop: Shop;
  readonly #sent: Sent[] = [];
  #at = Date.now();
  #ends = 0;

  constructor(pool: pg.Pool, shop: Shop) {
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
    this.#at += 1;
    const sent: Sent[][] = [];
    for (const batch of batches) sent.push(await this.#commandsOf(batch));
    const ended = await Promise.all(sent.map((batch) => this.#apply(batch)));
    for (const { batch, outcomes } of ended.sort((a, b) => a.end - b.end)) {
      for (const [index, { act }] of batch.entries()) {
        expect(endOf(outcomes[index]), `the end of ${JSON.stringify(act)}`).toBe(this.model.act(act));
      }
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
    if (step.verb === "link") return;
    if (step.verb === "again") {
      const all = [...this.#sent, ...batch];
      return all[step.which % Math.max(1, all.length)];
    }
    if (!isParcel(step)) return { act: step, command: commandOf(this.#shop, step) };
    const { orderId, lineId } = await this.#idsOf(step.order, step.line);
    const { verb, key, quantity } = step;
    const lines = [{ orderLineId: lineId ?? randomUUID(), quantity }];
    const act = { ...step, isOrderKnown: orderId !== null, isLineKnown: lineId !== null };
    return { act, command: { verb, key: this.#shop.key(key), ...told, orderId: orderId ?? randomUUID(), lines } };
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

function isParcel(step: Exclude<Step, { verb: "link" | "again" }>): step is Parcel {
  return step.verb === "ship" || step.verb === "release";
}

const told = { actor: "test", reason: "random" };

function commandOf(shop: Shop, act: Exclude<Act, { verb: "ship" | "release" }>): Command {
  if (act.verb === "import_order") return importOf(shop, act);
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

function importOf(shop: Shop, { order, version }: Extract<Act, { verb: "import_order" }>): Command {
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
