import type { Draft } from "../draft.ts";
import { whyNotSent } from "../route/why-not-sent.ts";
import type { Order, OrderLine } from "../state.ts";
import { expose } from "./book.ts";
import { addCancelled, awaitCancelled, type Draw, takeOrdered } from "./exposure.ts";
import type { Drawing } from "./place.ts";

/** Units by which a line has changed on its platform. */
export interface SoldUnits {
  ordered: number;
  cancelled: number;
  /** Shipped there by others than the hub. */
  shipped: number;
  /** Cancelled there by now, and released by the hub before. */
  acknowledged?: number;
}

/**
 * What a line's change makes of its listing's exposure. Sold units leave it before they are reserved, so that the reservation finds
 * them free; cancelled ones may be on sale again, so they are exposed before anybody else can have them.
 */
export function noteSold(
  draft: Draft,
  order: Order,
  line: OrderLine,
  change: SoldUnits,
  changedAt: Date = order.updatedAt,
): void {
  if (!line.listingId || order.fulfilledBy === "platform") return;
  const one = draft.exposures.get(line.listingId);
  if (!one) {
    notePutBack(draft, order, line.listingId, change);
    return;
  }
  const { writeKind: kind } = one.channel;
  const maySend = (productId: string, locationId: string) => {
    const product = draft.state.products.get(productId);
    const location = draft.state.locations.get(locationId);
    return !!product && !!location && !whyNotSent(location, product, order.country);
  };
  const [ordered, cancelled] = [Math.max(0, change.ordered), cancelledOf(change)];
  if (ordered > 0) {
    const drawn = one.draws;
    expose(draft, one, "unknown", (exposure) => takeOrdered(exposure, kind, ordered, order.placedAt), {
      firstFrom: maySend,
    });
    awaitCancelled(one, kind, draft.at);
    keepForBuyer(draft, line.id, drawn, one.draws);
    if (one.shown !== null) one.shown = Math.max(0, one.shown - ordered);
  }
  const putBack = cancelled + (change.acknowledged ?? 0);
  if (putBack > 0) {
    const soon = soonFree(draft, line, one.drawing, cancelled);
    expose(draft, one, "cancelled", (exposure) => addCancelled(exposure, kind, putBack, changedAt), {
      soonFree: soon,
    });
    one.shown = null;
  }
  // bol stops subtracting what was shipped: until the next write it shows those units as free.
  if (change.shipped > 0 && kind === "net_of_open_orders") {
    expose(draft, one, "shipped_there", (exposure) => addCancelled(exposure, kind, change.shipped, changedAt));
    one.shown = null;
  }
}

/** Should the listing become guaranteed by this very batch, what its platform may show is more by these. */
function notePutBack(draft: Draft, { channelId }: Order, listingId: string, change: SoldUnits): void {
  const isNet = draft.state.channels.get(channelId)?.writeKind === "net_of_open_orders";
  const units = cancelledOf(change) + (change.acknowledged ?? 0) + (isNet ? change.shipped : 0);
  if (units > 0) draft.putBack.set(listingId, (draft.putBack.get(listingId) ?? 0) + units);
}

function cancelledOf({ cancelled, ordered }: SoldUnits): number {
  return cancelled + Math.max(0, -ordered);
}

/** Units that the listing gave up at each place are this line's. */
function keepForBuyer(draft: Draft, lineId: string, before: Draw[], after: Draw[]): void {
  const kept = draft.heldBack.get(lineId) ?? new Map<string, number>();
  const add = ({ productId, locationId, units }: Draw, sign: 1 | -1) => {
    const key = `${productId}/${locationId}`;
    kept.set(key, (kept.get(key) ?? 0) + sign * units);
  };
  for (const one of before) add(one, 1);
  for (const one of after) add(one, -1);
  draft.heldBack.set(lineId, kept);
}

/** What will be free once so many units of a line are let go: shortages go first, then the newest reservations. */
function soonFree(draft: Draft, line: OrderLine, { parts }: Drawing, units: number) {
  const soon = new Map<string, number>();
  for (const { productId, quantity } of parts) {
    const short = draft.shortages.openOfLine(line.id, productId).reduce((sum, one) => sum + one.quantity, 0);
    let left = Math.max(0, units * quantity - short);
    for (const { locationId, quantity: reserved } of draft.reservations.openOfLine(line.id, productId).reverse()) {
      const key = `${productId}/${locationId}`;
      soon.set(key, (soon.get(key) ?? 0) + Math.min(left, reserved));
      left -= Math.min(left, reserved);
    }
  }
  return (productId: string, locationId: string) => soon.get(`${productId}/${locationId}`) ?? 0;
}
