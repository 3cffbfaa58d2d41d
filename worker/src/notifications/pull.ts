import type { EventQueue } from "@stockpool/channels";
import { newId, storeEvent } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";

/** Questions of one run; each waits some seconds for messages, so a run takes about a minute when nothing happens. */
const roundsMax = 4;
/** Rounds that found something go on at once; so many at most, that the job ends some time. */
const busyRoundsMax = 200;

export interface Pulled {
  /** Messages that were new. */
  stored: number;
  /** Messages that were there already: queues deliver at least once. */
  repeated: number;
}

/**
 * Takes a channel's messages out of its queue and puts them into the inbox, as webhooks are. A message leaves the queue after it
 * is stored: whatever dies between, it comes again, and is known by the platform's own id.
 */
export async function pullNotifications(
  hub: Hub,
  channel: Channel,
  queue: EventQueue,
  signal: AbortSignal,
): Promise<Pulled> {
  const pulled: Pulled = { stored: 0, repeated: 0 };
  let quiet = 0;
  for (let round = 0; round < busyRoundsMax && quiet < roundsMax && !signal.aborted; round++) {
    const events = await queue.receive(signal);
    if (events.length === 0) quiet += 1;
    for (const { platformEventId, topic, body } of events) {
      const event = { id: newId(), channelId: channel.id, platformEventId, topic, body };
      pulled[await storeEvent(hub.pool, { ...event, headers: {}, receivedAt: new Date() })] += 1;
    }
    const receipts = events.map(({ receipt }) => receipt);
    if (receipts.length > 0) await queue.remove(receipts, signal);
  }
  return pulled;
}
