import type { Connector, ListingIds } from "@stockpool/channels";
import { noteUnseenOrders, type UnansweredPush, type UnseenUnits, unseenSince } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { readLive } from "../live-quantities.ts";
import { indexLagMs } from "../orders/index-lag.ts";

/** A poll that begins in the same moment as what it is to prove proves nothing. */
const marginMs = 500;

/** A listing of which something is believed. */
interface Believed extends ListingIds {
  expected: number | null;
}

/**
 * Whether a write would make the platform forget orders that its list does not show yet: it replaces what is shown, which only a
 * reading tells.
 */
export function mayForget(hub: Hub, channel: Channel, connector: Connector): boolean {
  return channel.writeKind === "absolute" && !connector.isWriteOnly && indexLagMs(hub, channel.platform) > 0;
}

/** Reads listings that are to be raised, and notes how many units less they show than is believed. */
export async function lookForUnseen(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  raises: Believed[],
  signal: AbortSignal,
): Promise<void> {
  const { live } = await readLive(hub, channel, connector, raises, signal);
  const seen = raises.map((raise) => missing(raise, raise.expected, live.get(raise.listingId)));
  await note(hub, channel, seen, new Date());
}

/** The same of pushes that were accepted: whether one is shown already nobody can tell, so only what is missing either way counts. */
export async function noteUnseenInFlight(
  hub: Hub,
  channel: Channel,
  pushes: UnansweredPush[],
  live: Map<string, number>,
  readUntil: Date,
): Promise<void> {
  const seen = pushes.map((push) => {
    const { acceptedAt, before, quantity, expected } = push;
    if (acceptedAt === null || before === null || expected === null) return null;
    return missing(push, expected, live.get(push.listingId), Math.min(expected, quantity - (before - expected)));
  });
  await note(hub, channel, seen, readUntil);
}

/** Until when a poll that begins now proves all orders known. */
export function listedUntil(hub: Hub, { platform }: Channel): Date {
  return new Date(Date.now() - indexLagMs(hub, platform) - marginMs);
}

/** When a poll would tell the orders that a quantity waits for; null when none does. */
export async function unseenDueAt(hub: Hub, { id, platform }: Channel): Promise<Date | null> {
  const since = await unseenSince(hub.pool, id);
  return since && new Date(since.getTime() + indexLagMs(hub, platform) + marginMs);
}

function missing(
  { listingId }: ListingIds,
  expected: number | null,
  live: number | undefined,
  least = expected,
): UnseenUnits | null {
  if (expected === null || least === null || live === undefined) return null;
  const units = Math.max(0, least) - live;
  return units > 0 ? { listingId, expected, units } : null;
}

async function note(hub: Hub, channel: Channel, all: (UnseenUnits | null)[], seenAt: Date): Promise<void> {
  const seen = all.filter((one) => one !== null);
  if (seen.length === 0) return;
  await noteUnseenOrders(hub.pool, channel.id, seen, seenAt);
  hub.logger.info(
    { channel: channel.code, listings: seen.length, first: seen[0] },
    "units were sold, and no order is known yet",
  );
}
