import { type ExposureChange, isUrgent, judge } from "@stockpool/stock/rules";
import { type Belief, confirmed, type Flight, notWritten, settled, stale, unsettled } from "./belief.ts";
import { importOrders } from "./import-orders.ts";
import type { Step, World } from "./world.ts";

/** One channel's push job, as the worker runs it: each pause is a place where the process may die or others come between. */
export function* pushJob(world: World, channelId: string): Step {
  yield* readBack(world, channelId);
  yield* readGuaranteed(world, channelId);
  let covered = new Map<string, number>();
  for (let round = 0; round < 6; round++) {
    const waiting = pendingOf(world, channelId);
    if (waiting.length === 0) return;
    const { writeKind } = world.platform(channelId).channel;
    const urgent = waiting.filter(([, belief]) => isUrgent(writeKind, belief));
    const ready =
      urgent.length > 0 ? urgent : waiting.filter(([id, { quantity }]) => quantity <= (covered.get(id) ?? -1));
    if (ready.length > 0) {
      if (!(yield* send(world, channelId, ready))) return;
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
  settleKnown(world, channelId);
  return true;
}

/** Exposures that wait for no more than the orders that are known by now. */
export function settleKnown({ hub, agenda }: World, channelId: string): void {
  const watermark = hub.watermarks.get(channelId);
  if (!watermark) return;
  const due = hub.exposuresOf(channelId).filter(({ next }) => next?.after && watermark > next.after);
  hub.change(
    due.map(({ listingId }) => [listingId, { kind: "known_until", watermark }]),
    agenda.at,
  );
}

function pendingOf({ hub }: World, channelId: string): [string, Belief][] {
  return [...hub.beliefs]
    .filter(([id, belief]) => hub.listings.get(id)?.channelId === channelId && belief.isPending && !belief.push)
    .sort(([, a], [, b]) => rank(a) - rank(b) || a.quantity - b.quantity);
}

function rank({ quantity, expected }: Belief): number {
  return expected !== null && quantity < expected ? 0 : 1;
}

/** Sends one batch; false when the channel takes no more now, or nothing could leave. */
function* send(world: World, channelId: string, ready: [string, Belief][]): Step<boolean> {
  const { hub, agenda, random, setting } = world;
  const { platform } = world.platform(channelId);
  const flights = ready.flatMap(([id]): [string, Flight][] => {
    const flight = hub.start(id, agenda.at);
    return flight ? [[id, flight]] : [];
  });
  if (flights.length === 0) return false;
  yield random.between(10, 300);
  const isLimited = random.chance(setting.trouble);
  for (const [id, flight] of flights) {
    if (isLimited) {
      record(world, id, flight, { kind: "taken_back" });
      continue;
    }
    if (random.chance(setting.trouble)) {
      if (world.broken === "takes_lost_as_confirmed") record(world, id, flight, confirmation(flight));
      else record(world, id, flight, { kind: "lost" });
      continue;
    }
    const written = platform.write(id, flight.quantity, flight.before, flight.openUnits);
    yield random.between(5, 300);
    if (random.chance(setting.trouble)) record(world, id, flight, { kind: "lost" });
    else if (written.kind === "confirmed") record(world, id, flight, confirmation(flight));
    else recordStale(world, id, flight, written.live);
    if (random.chance(0.2)) yield random.between(1, 50);
  }
  return !isLimited;
}

function confirmation({ before, quantity }: Flight): ExposureChange {
  return { kind: "confirmed", before, quantity, shownBy: null };
}

/** How a push ended, as the worker and the database record it together. */
function record({ hub, agenda }: World, listingId: string, flight: Flight, change: ExposureChange): void {
  const belief = hub.beliefs.get(listingId);
  if (belief?.push !== flight) return;
  if (change.kind === "confirmed") confirmed(belief, flight);
  if (change.kind === "taken_back") notWritten(belief, flight);
  // A lost one stays as it is until it is read back, and so does its exposure.
  if (change.kind !== "lost") hub.change([[listingId, change]], agenda.at);
}

function recordStale({ hub, agenda }: World, listingId: string, flight: Flight, live: number): void {
  const belief = hub.beliefs.get(listingId);
  if (belief?.push !== flight) return;
  stale(belief, live, agenda.at);
  hub.change([[listingId, { kind: "taken_back" }]], agenda.at);
}

/** Reads back what has no answer, polls, and believes what that proves. */
function* readBack(world: World, channelId: string): Step {
  const { hub, agenda, random, setting } = world;
  const { platform, channel } = world.platform(channelId);
  const lost = [...hub.beliefs].filter(([id, belief]) => hub.listings.get(id)?.channelId === channelId && belief.push);
  if (lost.length === 0) return;
  const earlier = new Map(lost.map(([id, belief]) => [id, seen(id, belief)]));
  const from = agenda.at;
  yield random.between(20, 300);
  if (random.chance(setting.trouble)) return;
  const live = new Map(lost.map(([id]) => [id, platform.live(id)]));
  const counted = new Map(lost.map(([id]) => [id, hub.exposures.get(id)?.changes ?? 0]));
  yield random.between(5, 100);
  const readAt = agenda.at;
  const isBelieving = channel.writeKind === "compare_and_set";
  if (isBelieving && !(yield* pollOrders(world, channelId))) return;
  for (const [id, belief] of lost) {
    const before = earlier.get(id);
    const shown = live.get(id);
    if (!belief.push || !before || shown === undefined || belief.push.id !== before.pushId) continue;
    const push = seen(id, belief);
    const verdict = judge({ push, earlier: before, live: shown, readAt, lagMs: setting.lagMs, isBelieving });
    if (verdict.kind === "unsettled") unsettled(belief, shown, readAt, push.at);
    if (verdict.kind === "missing" || verdict.kind === "unsettled") continue;
    const wasRefused = belief.push.isRefused;
    settled(belief, verdict.kind === "settled" ? shown : null);
    const changes: ExposureChange[] = wasRefused ? [] : [{ kind: "lost" }];
    const reading = { live: shown, from, after: readAt, changes: counted.get(id) ?? 0 };
    if (isBelieving) changes.push({ kind: "read", ...reading });
    hub.change(
      changes.map((change) => [id, change]),
      agenda.at,
    );
    if (changes.length === 0)
      hub.apply([{ verb: "republish", productIds: [hub.listings.get(id)?.productId ?? ""] }], agenda.at);
  }
}

function seen(id: string, { push, expected, live, liveAt, quantity }: Belief) {
  const { id: pushId = "", at = new Date(0), quantity: pushed = 0, before = null, isRefused = false } = push ?? {};
  const listing = { productId: "", isGuaranteed: true, exposureChanges: 0 };
  const known = { ...listing, acceptedAt: null, wanted: quantity, expected, live, liveAt };
  return {
    pushId,
    at,
    listingId: id,
    platformId: id,
    platformStockId: null,
    quantity: pushed,
    before,
    isRefused,
    ...known,
  };
}

/** Guaranteed listings of which it is not known well enough what they show are read, and believed once their orders are known. */
function* readGuaranteed(world: World, channelId: string): Step {
  const { hub, agenda, random, setting } = world;
  const { platform, channel } = world.platform(channelId);
  if (channel.writeKind === "net_of_open_orders") return;
  const unsure = hub.exposuresOf(channelId).filter((one) => isUnsure(hub.beliefs.get(one.listingId), one));
  if (unsure.length === 0) return;
  const from = agenda.at;
  yield random.between(20, 300);
  if (random.chance(setting.trouble)) return;
  const live = unsure.map(({ listingId, changes }) => ({ listingId, changes, live: platform.live(listingId) }));
  yield random.between(5, 100);
  for (const { listingId, changes, live: shown } of live) {
    const belief = hub.beliefs.get(listingId);
    if (!belief || belief.push || hub.exposures.get(listingId)?.changes !== changes) continue;
    settled(belief, shown);
    hub.change([[listingId, { kind: "read", live: shown, from, after: agenda.at, changes }]], agenda.at);
  }
}

function isUnsure(belief: Belief | undefined, one: { units: number; next: unknown; raised: number | null }): boolean {
  if (!belief || belief.push || one.next !== null || one.raised !== null) return false;
  return one.units < 0 || belief.expected !== one.units;
}
