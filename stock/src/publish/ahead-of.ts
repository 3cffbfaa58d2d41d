import type { Draft } from "../draft.ts";
import type { Expectation, OrderLine } from "../state.ts";
import type { Awaited, Coming } from "./coming.ts";

/** What comes, as the batch leaves it; undefined where no rule counts it. */
export function comingOf(draft: Draft): Coming | undefined {
  const { incoming } = draft.state.ahead;
  if (!incoming) return undefined;
  const short = new Map(incoming.short);
  for (const { productId, quantity } of draft.state.shortages) add(short, productId, -quantity);
  for (const row of draft.shortages.rows) if (row.endedAt === null) add(short, row.productId, row.quantity);
  return { at: draft.at, expectations: expectationsOf(draft, incoming.expectations), short };
}

/** Those that the batch names, as it leaves them, in the place of what was read. */
function expectationsOf(draft: Draft, read: Coming["expectations"]): Coming["expectations"] {
  if (draft.expectations.size === 0) return read;
  const now = new Map<string, Awaited[]>(read);
  for (const productId of new Set([...draft.expectations.values()].map((one) => one.productId))) {
    const others = (read.get(productId) ?? []).filter((one) => !draft.expectations.has(one.id));
    const own = [...draft.expectations.values()].filter((one) => one.productId === productId && one.endedAt === null);
    now.set(productId, [...others, ...own].sort(byTime));
  }
  return now;
}

function byTime(a: Pick<Expectation, "expectedAt">, b: Pick<Expectation, "expectedAt">): number {
  return (a.expectedAt?.getTime() ?? Number.MAX_VALUE) - (b.expectedAt?.getTime() ?? Number.MAX_VALUE);
}

/** Open units of listings as the batch leaves them; null where none were read. */
export function openUnitsOf(draft: Draft): ReadonlyMap<string, number> | null {
  const { openUnits } = draft.state.ahead;
  if (!openUnits) return null;
  const units = new Map(openUnits);
  for (const order of draft.orders.values()) {
    if (order.fulfilledBy === "platform") continue;
    for (const before of order.lines) {
      const now = draft.lines.get(before.id);
      // A line that the batch added was no line before, though its order names it by now.
      if (before.listingId && !now?.isNew) add(units, before.listingId, -openOf(before));
      if (now?.listingId) add(units, now.listingId, openOf(now));
    }
  }
  return units;
}

function openOf(line: OrderLine): number {
  return line.ordered - line.cancelled - line.shipped;
}

function add(sums: Map<string, number>, id: string, units: number): void {
  sums.set(id, (sums.get(id) ?? 0) + units);
}
