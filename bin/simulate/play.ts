import { act } from "./act.ts";
import type { Broken } from "./broken.ts";
import { buy } from "./buyers.ts";
import { changeRules } from "./change-rules.ts";
import { check } from "./check.ts";
import { checkEnd } from "./check-end.ts";
import { publishElsewhere } from "./elsewhere.ts";
import { goods } from "./goods.ts";
import { importVersions } from "./import-orders.ts";
import { told } from "./platform.ts";
import { pollOrders, pushJob } from "./push-job.ts";
import type { Mode } from "./rules.ts";
import type { Setting } from "./setting.ts";
import { type World, work, worldOf } from "./world.ts";

/** How one world ended. */
export interface Played {
  seed: number;
  /** Units sold that no stock was there for. */
  oversold: number;
  /** Those among them that were guaranteed, by a listing whose part fitted, when the hub heard of their sale. */
  broken: number;
  /** Units that were reserved or shipped. */
  served: number;
  /** Units ordered, and those of them that were guaranteed when they were. */
  ordered: number;
  promised: number;
  /** Units that came back, and that were sent from one place to another. */
  returned: number;
  transferred: number;
  /** Units that were there to be sold, and those that were; only where there were buyers enough. */
  stock: number;
  sold: number;
  /** What must never be, as it was found; null when all was well. */
  breach: string | null;
}

/** Plays the world of a seed to its end: buyers, messages, jobs, deaths, goods that come and go; then quiet, until all is known. */
export function play(seed: number, mode: Mode, broken: Broken = null): Played {
  const world = worldOf(seed, mode, broken);
  const { agenda, hub, setting } = world;
  for (const { units, ...place } of setting.stock) {
    if (units > 0) act(world, { verb: "receive", ...place, quantity: units });
    world.total.stock += units;
  }
  hub.apply([{ verb: "republish", productIds: [...hub.products.keys()] }], agenda.at);
  for (const { id } of setting.catalogue.channels) live(world, id);
  for (const { id } of setting.catalogue.listings) buy(world, id);
  for (const change of setting.changes) changeRules(world, change);
  goods(world);
  publishElsewhere(world);
  let breach: string | null = null;
  const look = () => {
    breach ??= check(world);
    if (breach === null) agenda.after(500, look);
  };
  agenda.after(500, look);
  agenda.runUntil(setting.openMs + quietMs);
  if (broken === null) breach ??= checkEnd(world);
  for (const { id } of setting.catalogue.channels) {
    importVersions(world, id, world.platform(id).platform.orders.map(told));
  }
  return { seed, ...count(world), breach };
}

/** After the last buyer, time enough for every message, poll and push. */
const quietMs = 10 * 60_000;

function count({ hub, setting, total }: World) {
  const oversold = units(hub.shortages);
  const broken = units(hub.shortages.filter((one) => hub.brokenPromises.has(one.id)));
  const left = [...hub.levels.values()].flat().filter((level) => isReached(setting, level));
  const unsold = left.reduce((sum, one) => sum + Math.max(0, one.onHand - one.unavailable - one.reserved), 0);
  const looks = setting.buyersPerHour * (setting.openMs / 3_600_000) * setting.catalogue.listings.length;
  const hasBuyers = looks > 3 * (total.stock - total.lost);
  const served = units(hub.reservations) + total.shipped;
  const { ordered, promised, returned, transferred } = total;
  const sums = { oversold, broken, served, ordered, promised, returned, transferred };
  return { ...sums, stock: hasBuyers ? served + unsold : 0, sold: hasBuyers ? served : 0 };
}

function units(rows: { quantity: number }[]): number {
  return rows.reduce((sum, one) => sum + one.quantity, 0);
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
