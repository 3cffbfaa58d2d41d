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
  const leaders = new Leaders();
  for (const event of events) {
    const [first = event.id, ...others] = namesOf(event);
    for (const other of others) leaders.unite(first, other);
  }
  const groups = new Map<string, ReadyEvent[]>();
  for (const event of events) {
    const leader = leaders.of(namesOf(event)[0] ?? event.id);
    const group = groups.get(leader);
    if (group) group.push(event);
    else groups.set(leader, [event]);
  }
  return groups.values();
}

/** Names that belong together have one leader. */
class Leaders {
  readonly #above = new Map<string, string>();

  of(name: string): string {
    let leader = name;
    for (let above = this.#above.get(leader); above !== undefined; above = this.#above.get(leader)) {
      // Each look shortens the way for the next: a popular listing would make it as long as the batch.
      const higher = this.#above.get(above);
      if (higher !== undefined) this.#above.set(leader, higher);
      leader = higher ?? above;
    }
    return leader;
  }

  unite(one: string, other: string): void {
    const [below, above] = [this.of(one), this.of(other)];
    if (below !== above) this.#above.set(below, above);
  }
}

function namesOf({ id, order }: ReadyEvent): string[] {
  if (!order) return [id];
  const sold = order.lines.flatMap(({ platformId, barcode }) => platformId ?? barcode ?? []);
  return [`order ${order.platformOrderId}`, ...sold];
}
