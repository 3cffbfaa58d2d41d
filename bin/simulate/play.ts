import type { Command } from "@stockpool/stock/rules";
import type { Broken } from "./broken.ts";
import { check } from "./check.ts";
import { importVersions } from "./import-orders.ts";
import { type SoldOrder, told } from "./platform.ts";
import { pollOrders, pushJob } from "./push-job.ts";
import type { Mode, Setting } from "./setting.ts";
import { type World, work, worldOf } from "./world.ts";

/** How one world ended. */
export interface Played {
  seed: number;
  /** Units sold that no stock was there for. */
  oversold: number;
  /** Units that were there to be sold, and those that were. */
  stock: number;
  sold: number;
  /** What must never be, as it was found; null when all was well. */
  breach: string | null;
}

/** Plays the world of a seed to its end: buyers, messages, jobs, deaths, goods that come and go; then quiet, until all is known. */
export function play(seed: number, mode: Mode, broken: Broken = null): Played {
  const world = worldOf(seed, mode, broken);
  const { agenda, hub, setting } = world;
  const total: Total = { stock: 0, lost: 0, shipped: 0 };
  for (const { units, ...place } of setting.stock) {
    if (units > 0) act(world, { verb: "receive", ...place, quantity: units });
    total.stock += units;
  }
  hub.apply([{ verb: "republish", productIds: [...hub.products.keys()] }], agenda.at);
  for (const { id } of setting.catalogue.channels) live(world, id);
  for (const { id } of setting.catalogue.listings) buy(world, id, total);
  goods(world, total);
  let breach: string | null = null;
  const look = () => {
    breach ??= mode === "guaranteed" ? check(world) : null;
    if (breach === null) agenda.after(500, look);
  };
  agenda.after(500, look);
  agenda.runUntil(setting.openMs + quietMs);
  for (const { id } of setting.catalogue.channels) {
    importVersions(world, id, world.platform(id).platform.orders.map(told));
  }
  return { seed, ...count(world, total), breach };
}

/** Units that came, that were lost, and that left in parcels. */
interface Total {
  stock: number;
  lost: number;
  shipped: number;
}

/** After the last buyer, time enough for every message, poll and push. */
const quietMs = 10 * 60_000;

function count({ hub, setting }: World, total: Total) {
  const oversold = hub.shortages.reduce((sum, one) => sum + one.quantity, 0);
  const left = [...hub.levels.values()].flat().filter((level) => isReached(setting, level));
  const unsold = left.reduce((sum, one) => sum + Math.max(0, one.onHand - one.unavailable - one.reserved), 0);
  const looks = setting.buyersPerHour * (setting.openMs / 3_600_000) * setting.catalogue.listings.length;
  const hasBuyers = looks > 3 * (total.stock - total.lost);
  const sold = hub.reservations.reduce((sum, one) => sum + one.quantity, 0) + total.shipped;
  return { oversold, stock: hasBuyers ? sold + unsold : 0, sold: hasBuyers ? sold : 0 };
}

/** Whether a plain listing could sell it. */
function isReached(
  { catalogue }: Setting,
  { productId, locationId }: { productId: string; locationId: string },
): boolean {
  return catalogue.listings.some(
    (one) =>
      one.productId === productId &&
      catalogue.channels.some((channel) => channel.id === one.channelId && channel.locationIds.includes(locationId)),
  );
}

/** A channel's clock: polls, and pushes whenever something waits. One job of a kind at a time. */
function live(world: World, channelId: string): void {
  const { agenda, random, hub } = world;
  let isBusy = false;
  const round = () => {
    agenda.after(random.between(500, 5_000), round);
    if (isBusy) return;
    const mine = hub.exposuresOf(channelId);
    const isPolling = random.chance(0.05) || (mine.some(({ next }) => next?.after) && random.chance(0.5));
    isBusy = true;
    work(world, isPolling ? pollOrders(world, channelId) : pushJob(world, channelId), () => {
      isBusy = false;
    });
  };
  agenda.after(random.between(0, 2_000), round);
}

/** Buyers of one listing, and what becomes of their orders. */
function buy(world: World, listingId: string, total: Total): void {
  const { agenda, random, setting, hub } = world;
  const channelId = hub.listings.get(listingId)?.channelId ?? "";
  const { platform } = world.platform(channelId);
  const meanMs = 3_600_000 / setting.buyersPerHour;
  const come = () => {
    if (agenda.now >= setting.openMs) return;
    agenda.after(1 + random.next() * 2 * meanMs, come);
    const order = platform.sell(listingId, random.pick([1, 1, 1, 2, 3]), agenda.at);
    if (!order) return;
    message(world, channelId, order);
    if (random.chance(0.1)) agenda.after(random.between(100, 60_000), () => cancel(world, channelId, order));
    if (random.chance(0.3)) agenda.after(random.between(1_000, 300_000), () => ship(world, channelId, order, total));
  };
  agenda.after(random.next() * meanMs, come);
}

/** A platform's message of an order as it is now: delayed, doubled, lost. */
function message(world: World, channelId: string, order: SoldOrder): void {
  const { agenda, random, setting } = world;
  const version = told(order);
  for (let copies = random.chance(0.1) ? 2 : 1; copies > 0; copies--) {
    if (random.chance(setting.trouble)) continue;
    const delayMs = random.chance(0.1) ? random.between(1_000, 120_000) : random.between(5, 2_000);
    agenda.after(delayMs, () => importVersions(world, channelId, [version]));
  }
}

function cancel(world: World, channelId: string, order: SoldOrder): void {
  const { agenda, random } = world;
  const { platform } = world.platform(channelId);
  const open = order.ordered - order.cancelled - order.shipped;
  // What left the building cannot be cancelled: it comes back as a return.
  if (open <= 0 || hasLeft(world, channelId, order)) return;
  platform.cancel(order, random.between(1, open), random.chance(0.8), agenda.at);
  message(world, channelId, order);
}

function hasLeft({ hub }: World, channelId: string, sold: SoldOrder): boolean {
  const line = hub.orders.get(`${channelId}/${sold.id}`)?.lines[0];
  return line !== undefined && line.shipped > 0;
}

/** The hub ships; the platform is told once its amount has been lowered and that is confirmed. */
function ship(world: World, channelId: string, sold: SoldOrder, total: Total): void {
  const { agenda, hub, random } = world;
  const { platform } = world.platform(channelId);
  const order = [...hub.orders.values()].find((one) => one.channelId === channelId && one.platformOrderId === sold.id);
  const line = order?.lines[0];
  const open = line ? line.ordered - line.cancelled - line.shipped : 0;
  const reserved = hub.reservations.some((one) => one.orderLineId === line?.id);
  // Who packs looks whether it is still wanted.
  if (!order || !line || open <= 0 || !reserved || line.cancelled !== sold.cancelled) return;
  const handed = hub.reservations
    .filter((one) => one.orderLineId === line.id)
    .reduce((sum, one) => sum + one.quantity, 0);
  act(world, { verb: "ship", orderId: order.id, lines: [{ orderLineId: line.id, quantity: open }] });
  total.shipped += handed;
  const shipped = hub.orders.get(`${channelId}/${sold.id}`)?.lines[0]?.shipped ?? 0;
  const tell = () => {
    const belief = hub.beliefs.get(sold.listingId);
    const isWaiting = platform.kind === "net_of_open_orders" && (belief?.isPending || belief?.push);
    if (isWaiting) agenda.after(1_000, tell);
    else {
      const units = Math.min(shipped - sold.shipped, sold.ordered - sold.cancelled - sold.shipped);
      if (units > 0) platform.ship(sold, units, agenda.at);
    }
  };
  agenda.after(random.between(10, 2_000), tell);
}

/** Deliveries, transfers, counts, damage: of what nobody may have sold already. */
function goods(world: World, total: Total): void {
  const { agenda, random, setting, hub } = world;
  const happen = () => {
    if (agenda.now >= setting.openMs) return;
    agenda.after(random.between(20_000, 600_000), happen);
    const place = random.pick(setting.stock);
    const { productId, locationId } = place;
    const level = hub.levels.get(productId)?.find((one) => one.locationId === locationId);
    const spare = level ? level.onHand - level.unavailable - level.reserved - level.exposed : 0;
    const what = random.between(0, 4);
    if (what <= 1) {
      const quantity = random.between(1, 5);
      act(world, { verb: "receive", productId, locationId, quantity });
      total.stock += quantity;
    } else if (what === 2 && level && spare > 0) {
      act(world, { verb: "adjust", productId, locationId, change: { kind: "to", onHand: level.onHand - 1 } });
      total.lost += 1;
    } else if (what === 3 && spare > 0) {
      act(world, { verb: "quarantine", productId, locationId, quantity: 1 });
      total.lost += 1;
    } else if (what === 4 && spare > 0) {
      const to = random.pick(setting.catalogue.locations).id;
      if (to !== locationId) transfer(world, productId, locationId, to);
    }
  };
  agenda.after(random.between(20_000, 600_000), happen);
}

function transfer(world: World, productId: string, from: string, to: string): void {
  const { agenda, random } = world;
  act(world, { verb: "adjust", productId, locationId: from, change: { kind: "by", delta: -1 } });
  agenda.after(random.between(1_000, 200_000), () =>
    act(world, { verb: "receive", productId, locationId: to, quantity: 1 }),
  );
}

/** A command of a person, with what names it. */
function act({ hub, agenda }: World, command: Unnamed<Command>): void {
  hub.apply([{ key: hub.newId(), actor: "person", reason: "simulation", ...command } as Command], agenda.at);
}

type Unnamed<One> = One extends { key: string } ? Omit<One, "key" | "actor" | "reason"> : never;
