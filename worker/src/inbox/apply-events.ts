import type { PlatformOrder } from "@stockpool/channels";
import { apply, failEvent, type Outcome, setAsideEvents, takeEvents, transactSoon } from "@stockpool/stock";
import type { Hub } from "../hub.ts";
import { isDatabaseOutage } from "../outage.ts";
import { importOrder } from "../translate/import-order.ts";
import { describeTrouble } from "../trouble.ts";

/** A message whose meaning is known: the order that it brought, or null when it brought none. */
export interface ReadyEvent {
  id: string;
  order: PlatformOrder | null;
  /** Why it brought none. */
  note: string | null;
  /** When the order was read, by the platform's clock; left out where the message itself told it. */
  readAt?: Date;
}

/** Message ids, by what became of them. */
export interface Applied {
  done: string[];
  setAside: string[];
  /** Still there: it failed and waits for its next try, or another worker holds it. */
  left: string[];
}

/**
 * Applies messages and marks them done, in one transaction: whatever dies, a message has either taken effect and is done, or
 * neither. When the batch throws, it is halved until the message that throws stands alone; that one counts a failed try and
 * the others go on. Messages that another worker holds are left to it.
 */
export async function applyEvents(hub: Hub, channelId: string, events: ReadyEvent[]): Promise<Applied> {
  if (events.length === 0) return { done: [], setAside: [], left: [] };
  try {
    return await applyTogether(hub, channelId, events);
  } catch (error) {
    if (isDatabaseOutage(error)) throw error;
    const [first] = events;
    if (events.length === 1 && first) return failOne(hub, first.id, describeTrouble(error));
    const half = Math.ceil(events.length / 2);
    const one = await applyEvents(hub, channelId, events.slice(0, half));
    return together(one, await applyEvents(hub, channelId, events.slice(half)));
  }
}

/** Counts a failed try of one message; the last one sets it aside, loudly. */
export async function failOne(hub: Hub, id: string, trouble: string): Promise<Applied> {
  const end = await failEvent(hub.pool, id, trouble, new Date());
  hub.logger.error({ eventId: id, end, trouble }, "message failed");
  return end === "set_aside" ? { done: [], setAside: [id], left: [] } : { done: [], setAside: [], left: [id] };
}

/** Both results as one. */
export function together(one: Applied, other: Applied): Applied {
  return {
    done: [...one.done, ...other.done],
    setAside: [...one.setAside, ...other.setAside],
    left: [...one.left, ...other.left],
  };
}

async function applyTogether(hub: Hub, channelId: string, events: ReadyEvent[]): Promise<Applied> {
  // Lost together with its mark, a message is applied again; a push that tells of it is on disk only together with it.
  return transactSoon(hub.pool, async (tx) => {
    const at = new Date();
    const taken = await takeEvents(tx, events, at);
    const mine = events.filter((event) => taken.has(event.id));
    const withOrder = mine.flatMap(({ id, order, readAt }) =>
      order ? [{ id, command: importOrder(channelId, order, readAt) }] : [],
    );
    const commands = withOrder.map(({ command }) => command);
    const outcomes = commands.length > 0 ? await apply(tx, commands, at) : [];
    const refused = withOrder.flatMap(({ id }, index) => refusalOf(id, outcomes[index]));
    const refusedIds = new Set(refused.map(({ id }) => id));
    const done = mine.filter((event) => !refusedIds.has(event.id));
    if (refused.length > 0) await setAsideEvents(tx, refused, at);
    const left = events.filter((event) => !taken.has(event.id));
    return { done: ids(done), setAside: [...refusedIds], left: ids(left) };
  });
}

function refusalOf(id: string, outcome: Outcome | undefined): { id: string; error: string }[] {
  return outcome?.kind === "refused" ? [{ id, error: outcome.refusal.message }] : [];
}

function ids(events: ReadyEvent[]): string[] {
  return events.map((event) => event.id);
}
