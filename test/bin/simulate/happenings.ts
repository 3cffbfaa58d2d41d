import type { Command } from "@stockpool/stock";
import type pg from "pg";
import type { MemoryHub } from "../../../bin/simulate/hub.ts";
import type { Random } from "../../../bin/simulate/random.ts";
import { readCatalogue, type Shop, setRule } from "./shop.ts";
import { type TwinFlight, Twins } from "./twins.ts";

interface Sold {
  channelId: string;
  id: string;
  platformId: string;
  placedAt: Date;
  ordered: number;
  cancelled: number;
  shipped: number;
  /** By the hub alone: the platform has not heard of it. */
  released: number;
}

/** A shop on both sides, its clock, and what is under way. */
export class Scene {
  readonly pool: pg.Pool;
  readonly shop: Shop;
  readonly hub: MemoryHub;
  readonly random: Random;
  readonly twins: Twins;
  readonly orders: Sold[] = [];
  /** Pushes that left, also those that ended since. */
  readonly flights: TwinFlight[] = [];
  #now = Date.now();
  #keys = 0;

  constructor(pool: pg.Pool, shop: Shop, hub: MemoryHub, random: Random) {
    this.pool = pool;
    this.shop = shop;
    this.hub = hub;
    this.random = random;
    this.twins = new Twins(pool, hub);
  }

  get at(): Date {
    return new Date(this.#now);
  }

  pass(ms: number): Date {
    this.#now += ms;
    return this.at;
  }

  name() {
    this.#keys += 1;
    return { key: `${this.shop.productIds[0]}/${this.#keys}`, actor: "test", reason: "random" };
  }

  /** Some stock, and every listing published. */
  async begin(): Promise<void> {
    await this.twins.apply([{ verb: "republish", productIds: this.shop.productIds }], this.at);
    for (const productId of this.shop.plainIds) {
      const [locationId = ""] = this.shop.locationIds;
      await this.twins.apply([{ verb: "receive", ...this.name(), productId, locationId, quantity: 9 }], this.at);
    }
  }
}

type Happening = (scene: Scene) => Promise<string>;

const start: Happening = async ({ hub, random, twins, flights, at }) => {
  const listing = random.pick([...hub.listings.values()]);
  if (hub.beliefs.get(listing.id)?.push) return "start, one is under way";
  const flight = await twins.start(listing.channelId, listing.id, at);
  if (flight) flights.push(flight);
  return flight ? `started ${listing.id}` : "start, nothing to do";
};

const confirm: Happening = (scene) => endOne(scene, "confirmed", () => ({ kind: "confirmed" }));
const skip: Happening = (scene) => endOne(scene, "skipped", () => ({ kind: "taken_back" }));
const stale: Happening = (scene) =>
  endOne(scene, "stale", () => ({ kind: "stale", live: scene.random.between(0, 9) }), "compare_and_set");
const reject: Happening = async (scene) => {
  const told = await endOne(scene, "rejected", () => ({ kind: "rejected" }));
  // What was refused a moment ago is not sent again before this.
  scene.pass(5 * 60_000 + 1);
  return told;
};

/** Mostly of those that are under way; now and then of one that was settled long since, by somebody who comes late. */
async function endOne(
  { hub, random, twins, flights, at }: Scene,
  word: string,
  end: () => Parameters<Twins["end"]>[1],
  kind?: string,
): Promise<string> {
  const right = flights.filter(({ started }) => !kind || hub.kindOf(started.listingId) === kind);
  const open = right.filter(({ started, flight }) => hub.beliefs.get(started.listingId)?.push?.id === flight.id);
  const from = random.chance(0.8) ? open : right;
  if (from.length === 0) return `${word}, none`;
  const one = random.pick(from);
  await twins.end(one, end(), at);
  return `${word} ${one.started.listingId}${open.includes(one) ? "" : " late"}`;
}

const readBack: Happening = async (scene) => {
  const { hub, random, twins, flights } = scene;
  const open = flights.filter(({ started, flight }) => hub.beliefs.get(started.listingId)?.push?.id === flight.id);
  if (open.length === 0) return "read_back, none";
  const { listingId, quantity } = random.pick(open).started;
  const live = random.pick([quantity, hub.beliefs.get(listingId)?.expected ?? 0, random.between(0, 9)]);
  const from = scene.at;
  const after = scene.pass(150);
  const between = async () => void (random.chance(0.4) && (await order(scene)));
  await twins.settle(
    listingId,
    { live: Math.max(0, live), from, after },
    random.pick([0, 2_000]),
    scene.pass(50),
    between,
  );
  return `read_back ${listingId} live ${live}`;
};

const look: Happening = async (scene) => {
  const { random, shop, twins } = scene;
  const between = async () => void (random.chance(0.3) && (await order(scene)));
  const read = await twins.look(random.pick(shop.channelIds), () => random.between(0, 9), scene.pass(300), between);
  return `looked at ${read}`;
};

const know: Happening = async ({ random, shop, twins, at }) => {
  const channelId = random.pick(shop.channelIds);
  await twins.knowUntil(channelId, new Date(at.getTime() - random.pick([0, 1_000])), at);
  return `known ${channelId}`;
};

const order: Happening = async ({ hub, random, twins, orders, at }) => {
  const listing = random.pick([...hub.listings.values()]);
  const { channelId, platformId } = listing;
  const placedAt = new Date(at.getTime() - random.pick([0, 1_000, 10_000, 60_000]));
  const counts = { ordered: random.between(1, 3), cancelled: 0, shipped: 0, released: 0 };
  const sold = { id: `${channelId}/${orders.length}`, channelId, platformId, placedAt, ...counts };
  orders.push(sold);
  await twins.apply([importOf(sold, at)], at);
  return `ordered ${sold.ordered} of ${listing.id}`;
};

const changeOrder: Happening = async ({ random, twins, orders, at }) => {
  const open = orders.filter((one) => one.ordered > one.cancelled + one.shipped);
  if (open.length === 0) return "changed, none";
  const one = random.pick(open);
  const what = random.pick(["ordered", "cancelled", "shipped"] as const);
  one[what] += 1;
  await twins.apply([importOf(one, at)], at);
  return `changed ${what} of ${one.platformId}`;
};

/** Units that the hub still wants to ship are let go; the platform may cancel them later, or never. */
const release: Happening = async (scene) => {
  const open = scene.orders.filter((one) => one.ordered > Math.max(one.cancelled, one.released) + one.shipped);
  if (open.length === 0) return "released, none";
  const one = scene.random.pick(open);
  one.released = Math.max(one.cancelled, one.released) + 1;
  await scene.twins.release(one, 1, scene.name(), scene.at);
  return `released of ${one.platformId}`;
};

function importOf({ channelId, id, platformId, placedAt, released: _, ...counts }: Sold, updatedAt: Date): Command {
  const line = { platformLineId: "1", platformId, sku: null, title: "thing", ...counts };
  const told = { platformOrderId: id, name: id, country: "NL", fulfilledBy: "merchant" as const };
  return { verb: "import_order", channelId, actor: "test", order: { ...told, placedAt, updatedAt, lines: [line] } };
}

const goods: Happening = async (scene) => {
  const { random, shop, twins, at } = scene;
  const place = { productId: random.pick(shop.plainIds), locationId: random.pick(shop.locationIds) };
  const quantity = random.between(1, 6);
  const command: Command = random.chance(0.5)
    ? { verb: "receive", ...scene.name(), ...place, quantity }
    : { verb: "adjust", ...scene.name(), ...place, change: { kind: "to", onHand: quantity } };
  await twins.apply([command], at);
  return `goods ${command.verb} ${quantity}`;
};

const changeRule: Happening = async ({ hub, random, pool, shop, twins, at }) => {
  const rule = random.pick([
    { shareKind: "guaranteed" as const, guardBelow: null },
    { shareKind: "guaranteed" as const, guardBelow: null },
    { shareKind: "shared" as const, guardBelow: null },
    { shareKind: null, guardBelow: random.between(2, 9) },
  ]);
  await setRule(pool, rule);
  hub.rules = (await readCatalogue(pool, shop)).rules;
  await twins.apply([{ verb: "republish", productIds: shop.productIds }], at);
  return `rule ${rule.shareKind} ${rule.guardBelow}`;
};

const publishElsewhere: Happening = async ({ twins, at }) => {
  const productId = await twins.publishQueued(at);
  return productId ? `published ${productId}, queued by another batch` : "published, nothing queued";
};

const all: [Happening, number][] = [
  [start, 12],
  [confirm, 6],
  [skip, 1],
  [stale, 2],
  [reject, 1],
  [readBack, 5],
  [look, 3],
  [know, 4],
  [order, 5],
  [changeOrder, 3],
  [release, 2],
  [goods, 3],
  [changeRule, 2],
  [publishElsewhere, 2],
];

/** How many kinds of things may happen. */
export const happenings = all.length;

/** One thing happens, on both sides; told in words. */
export async function happen(scene: Scene): Promise<string> {
  scene.pass(scene.random.pick([1, 400, 1_500, 6_000]));
  const weighed = all.flatMap(([one, weight]) => Array.from({ length: weight }, () => one));
  return scene.random.pick(weighed)(scene);
}
