import { once } from "../act.ts";
import type { CancelOrder, OwnLine, PlaceOrder } from "../command/own-orders.ts";
import type { ImportedLine, ImportedOrder } from "../command.ts";
import type { Draft, Drafted } from "../draft.ts";
import { firstRefusal, refuseOwnLines } from "../lines.ts";
import { type Outcome, refused } from "../outcome.ts";
import { candidates } from "../route/candidates.ts";
import { listingKey, type Order, type OrderLine, orderKey } from "../state.ts";
import { exposedUnits } from "./exposed-units.ts";
import { importOrder } from "./import-order.ts";
import { type ChangingLine, unitsSought } from "./plan-parcels.ts";

/** Places an order of one's own system, or changes it to what it is now. */
export function placeOrder(draft: Draft, command: PlaceOrder): Outcome {
  return once(draft, command, (operationId) => {
    const { channelId, reference, name, country, fromHoldId } = command;
    const known = draft.orders.get(orderKey(channelId, reference));
    const version = versionOf(draft, known, { reference, name, country, lines: command.lines.map(lineOf) });
    const refusal =
      refuseOrder(draft, command, known) ?? (command.ifAvailable ? refuseShort(draft, command, known, version) : null);
    if (refusal) return refusal;
    return take(draft, operationId, command, version, fromHoldId);
  });
}

/** Cancels all that is open of an order. */
export function cancelOrder(draft: Draft, command: CancelOrder): Outcome {
  return once(draft, command, (operationId) => {
    const { channelId, reference } = command;
    const known = draft.orders.get(orderKey(channelId, reference));
    if (!known) return refuseUnknown(reference);
    const lines = linesOf(draft, known).map((line) => ({ ...line, cancelled: line.ordered - line.shipped }));
    return take(draft, operationId, command, versionOf(draft, known, { ...known, reference, lines }));
  });
}

function take(
  draft: Draft,
  operationId: string,
  { channelId, actor }: PlaceOrder | CancelOrder,
  order: ImportedOrder,
  fromHoldId?: string,
): Outcome {
  const outcome = importOrder(draft, {
    verb: "import_order",
    channelId,
    actor,
    order,
    ...(fromHoldId && { fromHoldId }),
  });
  return outcome.kind === "refused" ? outcome : { ...outcome, kind: "applied", operationId };
}

/** An own system's order has no clock but the hub's; a version that comes later is newer, also when another machine took the one before. */
function versionOf(
  draft: Draft,
  known: Order | undefined,
  { reference, ...told }: { reference: string; name: string; country: string | null; lines: ImportedLine[] },
): ImportedOrder {
  const updatedAt = known && known.updatedAt > draft.at ? known.updatedAt : draft.at;
  const placedAt = known?.placedAt ?? draft.at;
  return { ...told, platformOrderId: reference, placedAt, updatedAt, fulfilledBy: "merchant" };
}

function lineOf({ reference, sku, title, quantity }: OwnLine): ImportedLine {
  const named = { platformLineId: reference, platformId: sku, sku, title };
  return { ...named, ordered: quantity, cancelled: 0, shipped: 0 };
}

function refuseOrder(draft: Draft, command: PlaceOrder, known: Drafted<Order> | undefined): Outcome | null {
  const { reference, isNew, lines, channelId, fromHoldId } = command;
  const shape = refuseOwnLines(lines);
  if (shape) return shape;
  if (!draft.state.channels.has(channelId)) return refused("channel_not_found", `there is no channel ${channelId}`);
  if (isNew && known) return refused("order_exists", `there is an order ${reference} already`);
  if (!isNew && !known) return refuseUnknown(reference);
  if (fromHoldId && !draft.holds.has(fromHoldId)) return refused("hold_not_found", `there is no hold ${fromHoldId}`);
  const cancelled = new Set(linesOf(draft, known).flatMap((line) => (line.cancelled > 0 ? [line.platformLineId] : [])));
  return (
    firstRefusal(lines, ({ sku }) => {
      if (draft.state.soldListings.get(listingKey(channelId, sku))?.productId) return null;
      return refused(
        "listing_not_found",
        `the channel offers no product under SKU ${JSON.stringify(sku.slice(0, 50))}`,
      );
    }) ??
    firstRefusal(lines, (line) => {
      if (!cancelled.has(line.reference)) return null;
      const message = `line ${line.reference} of order ${reference} was cancelled: give what is wanted now another reference`;
      return refused("order_line_cancelled", message);
    })
  );
}

/** What an order newly wants must be free, or be kept by its hold. */
function refuseShort(
  draft: Draft,
  command: PlaceOrder,
  known: Drafted<Order> | undefined,
  version: ImportedOrder,
): Outcome | null {
  const { channelId, country, fromHoldId } = command;
  const order = { channelId, country: country ?? known?.country ?? null };
  const lines = new Map(linesOf(draft, known).map((line) => [line.platformLineId, line]));
  const changing = version.lines.map((line): ChangingLine => [lines.get(line.platformLineId), line]);
  return firstRefusal(unitsSought(draft, order, changing), ([productId, wanted]) => {
    const own =
      (fromHoldId ? keptUnits(draft, fromHoldId, productId) : 0) + exposedUnits(draft, order, changing, productId);
    const free = candidates(draft, order, productId).reduce((sum, { units }) => sum + units, own);
    if (free >= wanted) return null;
    const sku = draft.state.products.get(productId)?.sku;
    return refused("not_enough_available", `${free} units of ${sku} are available for this order, got ${wanted}`);
  });
}

function keptUnits(draft: Draft, holdId: string, productId: string): number {
  const kept = draft.reservations.openOfHold(holdId).filter((one) => one.productId === productId);
  return kept.reduce((sum, one) => sum + one.quantity, 0);
}

function linesOf(draft: Draft, order: Order | undefined): Drafted<OrderLine>[] {
  return (order?.lines ?? []).flatMap((line) => draft.lines.get(line.id) ?? []);
}

function refuseUnknown(reference: string): Outcome {
  return refused("order_not_found", `there is no order ${reference} on this channel`);
}
