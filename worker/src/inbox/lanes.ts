import type { ReadyEvent } from "./apply-events.ts";

/**
 * Deals messages out over lanes that can be applied at the same time: messages of one order, and orders that sell one listing,
 * stay together and in their order, because they would only wait for each other's locks.
 */
export function deal(events: ReadyEvent[], lanesMax: number): ReadyEvent[][] {
  const groups = groupsOf(events);
  const lanes: ReadyEvent[][] = [];
  for (const group of [...groups].sort((a, b) => b.length - a.length)) {
    const shortest = lanes.reduce<ReadyEvent[] | null>(
      (best, lane) => (best && best.length <= lane.length ? best : lane),
      null,
    );
    if (lanes.length < lanesMax || !shortest) lanes.push(group);
    else shortest.push(...group);
  }
  return lanes;
}

/** Messages that share an order or a listing, directly or through others, in the order in which they came. */
function groupsOf(events: ReadyEvent[]): Iterable<ReadyEvent[]> {
  const leaders = new Map<string, string>();
  const leaderOf = (name: string): string => {
    let leader = name;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader))
      leader = next;
    leaders.set(name, leader);
    return leader;
  };
  for (const event of events) {
    const [first, ...others] = namesOf(event);
    for (const other of others) if (first !== undefined) leaders.set(leaderOf(other), leaderOf(first));
  }
  const groups = new Map<string, ReadyEvent[]>();
  for (const event of events) {
    const leader = leaderOf(namesOf(event)[0] ?? event.id);
    const group = groups.get(leader);
    if (group) group.push(event);
    else groups.set(leader, [event]);
  }
  return groups.values();
}

function namesOf({ id, order }: ReadyEvent): string[] {
  if (!order) return [id];
  const sold = order.lines.flatMap(({ platformId, barcode }) => platformId ?? barcode ?? []);
  return [`order ${order.platformOrderId}`, ...sold];
}
