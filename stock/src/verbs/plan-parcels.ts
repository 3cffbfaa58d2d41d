import { flatten } from "../bundle/flatten.ts";
import type { ImportedLine } from "../command.ts";
import type { Draft } from "../draft.ts";
import { candidates } from "../route/candidates.ts";
import { chooseParcels } from "../route/choose-parcels.ts";
import { listingKey, type Order, type OrderLine, type Part } from "../state.ts";
import { combineLine } from "./combine-line.ts";

/** A line as it is, undefined while it is new, and what the version to be taken over says of it. */
export type ChangingLine = readonly [known: OrderLine | undefined, now: ImportedLine];

/** Chooses the locations for all lines of an order together, before any of them reserves; only where the channel wants that. */
export function planParcels(draft: Draft, order: Order, lines: readonly ChangingLine[]): void {
  if (order.fulfilledBy === "platform") return;
  if (draft.state.channels.get(order.channelId)?.strategy !== "fewest_parcels") return;
  const sought = [...unitsSought(draft, order, lines)].map(([productId, wanted]) => {
    return { wanted, candidates: candidates(draft, order, productId) };
  });
  draft.parcels.set(order.id, chooseParcels(sought, locationsUsed(draft, order)));
}

/** Plain units that a version wants beyond what its order is promised, by product. */
export function unitsSought(
  draft: Draft,
  order: Pick<Order, "channelId">,
  lines: readonly ChangingLine[],
): Map<string, number> {
  const units = new Map<string, number>();
  for (const [known, now] of lines) {
    const next = combineLine(known ?? { ordered: 0, cancelled: 0, shipped: 0 }, now);
    const open = next.ordered - next.cancelled - (known?.productId ? known.shipped : 0);
    for (const { productId, quantity } of partsOfEither(draft, order, known, now)) {
      const wanted = open * quantity - promisedUnits(draft, known, productId);
      if (wanted > 0) units.set(productId, (units.get(productId) ?? 0) + wanted);
    }
  }
  return units;
}

/** What one unit of a line takes from stock, by the recipe that it has already or is sold with now. */
export function partsOfEither(
  draft: Draft,
  order: Pick<Order, "channelId">,
  known: OrderLine | undefined,
  now: ImportedLine,
): Part[] {
  if (known?.parts) return known.parts;
  const sold = now.platformId && draft.state.soldListings.get(listingKey(order.channelId, now.platformId));
  const productId = known?.productId ?? (sold ? sold.productId : null);
  return productId ? flatten(draft.state.products, productId) : [];
}

function promisedUnits(draft: Draft, known: OrderLine | undefined, productId: string): number {
  if (!known) return 0;
  const promises = [
    ...draft.reservations.openOfLine(known.id, productId),
    ...draft.shortages.openOfLine(known.id, productId),
  ];
  return promises.reduce((sum, one) => sum + one.quantity, 0);
}

/** Where a parcel of the order is to leave anyway. */
function locationsUsed(draft: Draft, order: Order): Set<string> {
  const open = order.lines.flatMap((line) => draft.reservations.openOfLine(line.id));
  return new Set(open.map((one) => one.locationId));
}
