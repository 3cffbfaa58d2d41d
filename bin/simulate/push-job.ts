import { isUrgent } from "@stockpool/stock/rules";
import type { Belief, Flight } from "./belief.ts";
import { importOrders } from "./import-orders.ts";
import { recordEnd, recordReading, settle, settleKnown, unanswered, unsure } from "./record.ts";
import type { Step, World } from "./world.ts";

/** One channel's push job, as the worker runs it: each pause is a place where the process may die or others come between. */
export function* pushJob(world: World, channelId: string): Step {
  yield* readBack(world, channelId);
  yield* readGuaranteed(world, channelId);
  let covered = new Map<string, number>();
  const held = new Set<string>();
  for (let round = 0; round < 6; round++) {
    const waiting = pendingOf(world, channelId).filter(([id]) => !held.has(id));
    if (waiting.length === 0) return;
    const { writeKind } = world.platform(channelId).channel;
    const urgent = waiting.filter(([, belief]) => isUrgent(writeKind, belief));
    const ready =
      urgent.length > 0 ? urgent : waiting.filter(([id, { quantity }]) => quantity <= (covered.get(id) ?? -1));
    if (ready.length > 0) {
      const sent = yield* send(world, channelId, ready);
      if (sent === "limited") return;
      if (sent === "held") for (const [id] of ready) held.add(id);
    } else if (yield* pollOrders(world, channelId)) {
      covered = new Map(waiting.map(([id, belief]) => [id, belief.quantity]));
    } else return;
  }
}

/** Reads the channel's orders since its watermark; true when it came through. Moves the watermark, and settles what it passes. */
export function* pollOrders(world: World, channelId: string): Step<boolean> {
  const { hub, agenda, random, setting } = world;
  const { platform } = world.platform(channelId);
  const startedAt = agenda.at;
  const since = (hub.watermarks.get(channelId)?.getTime() ?? 0) - 1_000;
  if (world.broken === "skips_the_poll") yield random.between(5, 50);
  else {
    yield random.between(20, 400);
    if (random.chance(setting.trouble)) return false;
    const found = platform.orders.filter(
      ({ id, updatedAt }) =>
        updatedAt.getTime() >= since && updatedAt.getTime() + world.lagOf(id) <= agenda.at.getTime(),
    );
    for (let from = 0; from < found.length; from += 3) {
      importOrders(world, channelId, found.slice(from, from + 3));
      yield random.between(5, 60);
    }
  }
  const until = new Date(startedAt.getTime() - setting.lagMs);
  if (until > (hub.watermarks.get(channelId) ?? new Date(0))) hub.watermarks.set(channelId, until);
  yield random.between(1, 20);
  settleKnown(hub, channelId, agenda.at);
  return true;
}

function pendingOf({ hub }: World, channelId: string): [string, Belief][] {
  return [...hub.beliefs]
    .filter(([id, belief]) => hub.listings.get(id)?.channelId === channelId && belief.isPending && !belief.push)
    .sort(([, a], [, b]) => rank(a) - rank(b) || a.quantity - b.quantity);
}

function rank({ quantity, expected }: Belief): number {
  return expected !== null && quantity < expected ? 0 : 1;
}

/** Sends one batch. Limited: the channel takes no more now; held: there is no room for any of it. */
function* send(world: World, channelId: string, ready: [string, Belief][]): Step<"sent" | "limited" | "held"> {
  const { hub, agenda, random, setting } = world;
  const { platform } = world.platform(channelId);
  const flights = ready.flatMap(([id]): [string, Flight][] => {
    const flight = hub.start(id, agenda.at);
    return flight ? [[id, flight]] : [];
  });
  if (flights.length === 0) return "held";
  yield random.between(10, 300);
  const isLimited = random.chance(setting.trouble);
  for (const [id, flight] of flights) {
    if (isLimited) {
      recordEnd(hub, id, flight, { kind: "taken_back" }, agenda.at);
      continue;
    }
    // A lost one stays as it is until it is read back.
    if (random.chance(setting.trouble)) {
      if (world.broken === "takes_lost_as_confirmed") recordEnd(hub, id, flight, { kind: "confirmed" }, agenda.at);
      continue;
    }
    const written = platform.write(id, flight.quantity, flight.before, flight.openUnits);
    yield random.between(5, 300);
    if (!random.chance(setting.trouble)) recordEnd(hub, id, flight, written, agenda.at);
    if (random.chance(0.2)) yield random.between(1, 50);
  }
  return isLimited ? "limited" : "sent";
}

/** Reads back what has no answer, polls, and believes what that proves. */
function* readBack(world: World, channelId: string): Step {
  const { hub, agenda, random, setting } = world;
  const { platform, channel } = world.platform(channelId);
  const lost = unanswered(hub, channelId);
  if (lost.length === 0) return;
  const from = agenda.at;
  yield random.between(20, 300);
  if (random.chance(setting.trouble)) return;
  const live = new Map(lost.map(({ listingId }) => [listingId, platform.live(listingId)]));
  yield random.between(5, 100);
  const after = agenda.at;
  if (channel.writeKind === "compare_and_set" && !(yield* pollOrders(world, channelId))) return;
  for (const one of lost) {
    settle(hub, one, { live: live.get(one.listingId) ?? 0, from, after }, setting.lagMs, agenda.at);
  }
}

/** Guaranteed listings of which it is not known well enough what they show are read, and believed once their orders are known. */
function* readGuaranteed(world: World, channelId: string): Step {
  const { hub, agenda, random, setting } = world;
  const { platform, channel } = world.platform(channelId);
  if (channel.writeKind === "net_of_open_orders") return;
  const asked = unsure(hub, channelId);
  if (asked.length === 0) return;
  const from = agenda.at;
  yield random.between(20, 300);
  if (random.chance(setting.trouble)) return;
  const live = new Map(asked.map(({ listingId }) => [listingId, platform.live(listingId)]));
  yield random.between(5, 100);
  const after = agenda.at;
  for (const one of asked) recordReading(hub, one, { live: live.get(one.listingId) ?? 0, from, after }, agenda.at);
}
