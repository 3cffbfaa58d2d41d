import { setImmediate as nextTurn } from "node:timers/promises";
import { type PlatformEvent, readEvent } from "@stockpool/channels";
import type { WaitingEvent } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import { describeTrouble } from "../trouble.ts";
import type { ReadyEvent } from "./apply-events.ts";

const readAtOnce = 20;

/** A message that only says which order to read. */
export interface Hint {
  id: string;
  platformOrderId: string;
  /** It says, too, that the platform deleted the order. */
  isDeleted: boolean;
}

export interface ReadEvents {
  ready: ReadyEvent[];
  hints: Hint[];
  /** Orders or returns, by the platform's ids, of which units may come back. */
  returns: Set<string>;
  /** Whether one says that the account may no longer let the hub in. */
  isConnectionTold: boolean;
  /** Messages that could not be read. */
  unreadable: { id: string; error: string }[];
}

/** Sorts messages by what they mean. Those of a removed channel are done without a look. */
export async function readEvents(channel: Channel, events: WaitingEvent[]): Promise<ReadEvents> {
  const result: ReadEvents = { ready: [], hints: [], returns: new Set(), unreadable: [], isConnectionTold: false };
  if (channel.removedAt !== null) {
    result.ready = events.map(({ id }) => ({ id, order: null, note: "the channel is removed" }));
    return result;
  }
  for (const [place, event] of events.entries()) {
    // Reading is work for the processor alone: in between, answers of the database are heard.
    if (place % readAtOnce === readAtOnce - 1) await nextTurn();
    sort(event.id, tryRead(channel, event), result);
  }
  return result;
}

type Attempt = PlatformEvent | { kind: "unreadable"; error: string };

function tryRead(channel: Channel, event: WaitingEvent): Attempt {
  try {
    return readEvent(channel.platform, event.topic, event.body);
  } catch (error) {
    return { kind: "unreadable", error: describeTrouble(error) };
  }
}

function sort(id: string, event: Attempt, result: ReadEvents): void {
  switch (event.kind) {
    case "order":
      result.ready.push({ id, order: event.order, note: null });
      break;
    case "connection":
      result.isConnectionTold = true;
      result.ready.push({ id, order: null, note: event.why });
      break;
    case "ignored":
      result.ready.push({ id, order: null, note: event.why });
      break;
    case "order_hint":
      result.hints.push({ id, platformOrderId: event.platformOrderId, isDeleted: event.isDeleted ?? false });
      if (event.mayReturn) result.returns.add(event.platformOrderId);
      break;
    case "return_hint":
      result.returns.add(event.about);
      result.ready.push({ id, order: null, note: "its returns are read" });
      break;
    case "unreadable":
      result.unreadable.push({ id, error: event.error });
      break;
  }
}
