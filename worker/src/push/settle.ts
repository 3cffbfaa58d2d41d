import type { Connector } from "@stockpool/channels";
import { judge, readUnanswered, type Settlement, settlePushes, type UnansweredPush } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { readLive } from "../live-quantities.ts";
import { indexLagMs } from "../orders/index-lag.ts";
import { pollOrders } from "../orders/poll-orders.ts";
import { describeTrouble, isPlatformTrouble } from "../trouble.ts";
import { effectLook, effectMsMax } from "./effect.ts";
import { mayForget, noteUnseenInFlight } from "./look-for-unseen.ts";

/** Pushes read back at once. */
const readBackMax = 250;
const readBackMsMax = 60_000;
/** A second look comes no sooner. */
const lookAgainMsMin = 1_000;
/** Pause when the platform could not be read. */
const outagePauseMs = 30_000;

export interface Settled {
  settled: number;
  /** When to read back again what is not settled; null when nothing is. */
  againAt: Date | null;
}

/**
 * Reads back what the listings of unanswered pushes show, then polls the channel's orders, so that every order that the
 * reading contains is known, and only then believes the reading.
 */
export async function settle(hub: Hub, channel: Channel, connector: Connector, signal: AbortSignal): Promise<Settled> {
  const before = await readUnanswered(hub.pool, channel.id, readBackMax);
  if (before.length === 0) return { settled: 0, againAt: null };
  if (connector.isWriteOnly) return sendAnew(hub, before);
  try {
    return await readBack(
      hub,
      channel,
      connector,
      before,
      AbortSignal.any([signal, AbortSignal.timeout(readBackMsMax)]),
    );
  } catch (error) {
    if (!isPlatformTrouble(error)) throw error;
    hub.logger.error({ channel: channel.code, trouble: describeTrouble(error) }, "reading back failed");
    return { settled: 0, againAt: new Date(Date.now() + outagePauseMs) };
  }
}

/** Nobody can be asked what the listings show: they are told again, which does no harm there. */
async function sendAnew(hub: Hub, unanswered: UnansweredPush[]): Promise<Settled> {
  const at = new Date();
  const settlements = unanswered.map((push): Settlement => ({ kind: "unknown", push, live: null }));
  const { size } = await settlePushes(hub.pool, settlements, at, at);
  return { settled: size, againAt: null };
}

async function readBack(
  hub: Hub,
  channel: Channel,
  connector: Connector,
  before: UnansweredPush[],
  signal: AbortSignal,
): Promise<Settled> {
  const readAt = new Date();
  const { live, unbelieved } = await readLive(hub, channel, connector, before, signal);
  const readUntil = new Date();
  if (mayForget(hub, channel, connector)) await noteUnseenInFlight(hub, channel, before, live, readUntil);
  const isBelieving = channel.writeKind === "compare_and_set";
  if (isBelieving) {
    const poll = await pollOrders(hub, channel, connector, signal);
    if (poll.kind === "postponed") return { settled: 0, againAt: poll.retryAt };
  }
  // One that shows no number that can be is as unanswered as before.
  const told = before.filter(({ listingId }) => !unbelieved.has(listingId));
  const earlier = new Map(told.map((push) => [push.pushId, push]));
  const after = (await readUnanswered(hub.pool, channel.id, readBackMax)).flatMap((push) => {
    const known = earlier.get(push.pushId);
    return known ? [{ ...push, exposureChanges: known.exposureChanges }] : [];
  });
  const lagMs = indexLagMs(hub, channel.platform);
  const effectMs = effectMsMax(hub, channel.platform);
  const settlements = after.map((push) =>
    judge({
      push,
      earlier: earlier.get(push.pushId) ?? push,
      live: live.get(push.listingId),
      readAt,
      lagMs,
      isBelieving,
      effectMs,
    }),
  );
  const written = await settlePushes(hub.pool, settlements, readAt, new Date(), { readUntil, effectMs });
  logDifferences(hub, channel, settlements, written);
  const lookMs = channel.writeKind === "absolute" ? effectLook(hub, channel.platform) : lagMs;
  const { settled, againAt } = summary(settlements, unbelieved.size, written, readAt, lookMs);
  const isMore = settled > 0 && before.length === readBackMax;
  return { settled, againAt: isMore ? new Date() : againAt };
}

function summary(
  settlements: Settlement[],
  unbelieved: number,
  written: Set<string>,
  readAt: Date,
  lookMs: number,
): Settled {
  const settled = settlements.filter(({ kind, push }) => kind !== "unsettled" && written.has(push.listingId)).length;
  if (settled === settlements.length + unbelieved) return { settled, againAt: null };
  return { settled, againAt: new Date(readAt.getTime() + Math.max(lookMs, lookAgainMsMin)) };
}

/** What no known order explains is worth a person's eye: an edit on the platform, or a lost write. */
function logDifferences(hub: Hub, channel: Channel, settlements: Settlement[], written: Set<string>): void {
  for (const { kind, push, ...rest } of settlements) {
    if (kind !== "settled" || !written.has(push.listingId) || !("live" in rest) || push.before === null) continue;
    if (rest.live === push.expected || rest.live === push.quantity) continue;
    const { listingId, expected, quantity } = push;
    hub.logger.warn(
      { channel: channel.code, listingId, expected, pushed: quantity, live: rest.live },
      "unexplained quantity",
    );
  }
}
