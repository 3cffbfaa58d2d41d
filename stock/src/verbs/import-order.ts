import type { ImportedLine, ImportedOrder, ImportOrder } from "../command.ts";
import { type Draft, type Drafted, unnamed } from "../draft.ts";
import { noteSold } from "../guarantee/note-sold.ts";
import { type Outcome, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import { type Listing, listingKey, type Order, type OrderLine, orderKey } from "../state.ts";
import { type Counted, combineLine } from "./combine-line.ts";
import { endConverted } from "./convert-hold.ts";
import { noteShipped } from "./order-units.ts";
import { partsOfEither, planParcels } from "./plan-parcels.ts";
import { fillAnew, partsOf, readdress, settle, shipUnits } from "./settle.ts";
import { takeOffShelf } from "./take-off-shelf.ts";

/**
 * Records what a channel says of one order. It is a fact: what stock there is gets reserved, the rest becomes a shortage. An
 * older version changes nothing, the same version again finds nothing to change.
 */
export function importOrder(draft: Draft, command: ImportOrder): Outcome {
  const refusal = refuseOrder(draft, command);
  if (refusal) return refusal;
  const { channelId, order: version } = command;
  const known = draft.orders.get(orderKey(channelId, version.platformOrderId));
  const isOlder = known !== undefined && version.updatedAt < known.updatedAt && !isOfFuture(known, version);
  if (isOlder) return { kind: "repeated", operationId: null, orderId: known.id };
  const operationId = draft.newId();
  const order = known ?? addOrder(draft, channelId, version);
  const movesBefore = draft.movements.length;
  const isNewer = version.updatedAt.getTime() !== order.updatedAt.getTime();
  const isReaddressed = isNewer && version.country !== null && version.country !== order.country;
  if (isNewer) updateOrder(order, version);
  if (isReaddressed) readdress(draft, order);
  if (command.fromHoldId) draft.heldFor.set(order.id, command.fromHoldId);
  const lines = eachLine(draft, order, version);
  planParcels(draft, order, lines);
  const changes = lines.filter(([line, now]) => updateLine(draft, operationId, order, line, now));
  // The hold is this version's: another one of the batch must not take from it.
  draft.heldFor.delete(order.id);
  if (isReaddressed) fillAnew(draft, operationId, order);
  if (known && !isNewer && changes.length === 0) return { kind: "repeated", operationId: null, orderId: order.id };
  const isConverted = command.fromHoldId !== undefined && endConverted(draft, operationId, command.fromHoldId);
  const hasMoved = isConverted || draft.movements.length > movesBefore;
  if (hasMoved) addOperation(draft, operationId, command);
  return { kind: "applied", operationId: hasMoved ? operationId : null, orderId: order.id };
}

/** How far two readings of one clock may be apart. */
const clockMs = 60_000;

/**
 * The version that is known bears a time that its platform's clock had not reached when this one was read: the clock was set back
 * since, and what was read last is the newest.
 */
function isOfFuture(known: Order, { readAt }: ImportedOrder): boolean {
  return readAt !== undefined && known.updatedAt.getTime() > readAt.getTime() + clockMs;
}

function refuseOrder(draft: Draft, { channelId, order }: ImportOrder): Outcome | null {
  for (const line of order.lines) {
    const { ordered, cancelled, shipped } = line;
    const areQuantities = [ordered, cancelled, shipped].every((quantity) => isQuantity(quantity, 0));
    if (areQuantities && cancelled + shipped <= ordered) continue;
    const bounds = `0–${quantityMax}, and cancelled and shipped no more than ordered`;
    const message = `order ${order.name}, line ${line.platformLineId}: ordered, cancelled and shipped must be ${bounds}, got ${ordered}, ${cancelled}, ${shipped}`;
    return refused("quantity_out_of_range", message);
  }
  if (!draft.state.channels.has(channelId)) return refused("channel_not_found", `there is no channel ${channelId}`);
  return refuseParts(draft, channelId, order);
}

/** Refuses a line of a bundle that would take more units of a part than can be counted. */
function refuseParts(draft: Draft, channelId: string, { platformOrderId, name, lines }: ImportedOrder): Outcome | null {
  const known = draft.orders.get(orderKey(channelId, platformOrderId))?.lines ?? [];
  for (const now of lines) {
    const before = known.find(({ platformLineId }) => platformLineId === now.platformLineId);
    const most = Math.max(0, ...partsOfEither(draft, { channelId }, before, now).map(({ quantity }) => quantity));
    if (now.ordered * most <= quantityMax) continue;
    const message = `order ${name}, line ${now.platformLineId}: ${now.ordered} sets of ${most} units are more than ${quantityMax}`;
    return refused("quantity_out_of_range", message);
  }
  return null;
}

/** A new order of the draft, without lines. */
export function addOrder(
  draft: Draft,
  channelId: string,
  version: ImportedOrder,
  tillLocationId: string | null = null,
): Drafted<Order> {
  const { platformOrderId, name, country, fulfilledBy, placedAt, updatedAt } = version;
  const id = draft.newId();
  const seen = { id, channelId, platformOrderId, name, country, fulfilledBy, placedAt, updatedAt, lines: [] };
  const order: Drafted<Order> = { ...seen, tillLocationId, isNew: true, isChanged: false };
  draft.orders.set(orderKey(channelId, platformOrderId), order);
  return order;
}

/** Each line that is or was in the order with what the newest version says of it; a line that vanished is cancelled. */
function eachLine(
  draft: Draft,
  order: Order,
  version: ImportedOrder,
): [Drafted<OrderLine> | undefined, ImportedLine][] {
  // As the batch has left them, not as they were read: an earlier command of it may have changed them.
  const lines = order.lines.flatMap((line) => draft.lines.get(line.id) ?? []);
  const known = new Map(lines.map((line) => [line.platformLineId, line]));
  const named = new Set(version.lines.map((line) => line.platformLineId));
  const gone = lines.filter((line) => !named.has(line.platformLineId));
  return [
    ...version.lines.map((line): [Drafted<OrderLine> | undefined, ImportedLine] => [
      known.get(line.platformLineId),
      line,
    ]),
    ...gone.map((line): [Drafted<OrderLine>, ImportedLine] => [
      line,
      // Nothing is sold of what has vanished, so nothing links it any more.
      { ...line, platformId: null, cancelled: line.ordered - line.shipped },
    ]),
  ];
}

/** True when the line changed. */
function updateLine(
  draft: Draft,
  operationId: string,
  order: Order,
  known: Drafted<OrderLine> | undefined,
  now: ImportedLine,
): boolean {
  const line = known ?? addLine(draft, order, now);
  const isLinked = now.platformId !== null && link(draft, order, line);
  const before = { wanted: line.ordered - line.cancelled, ...countedBefore(line, isLinked) };
  const next = combineLine(line, now);
  const acknowledged = isLinked ? 0 : newlyAcknowledged(draft, order, line, next, now);
  const isHeard = now.cancelled === line.cancelledThere;
  const isSame = next.ordered === line.ordered && next.cancelled === line.cancelled && next.shipped === line.shipped;
  if (isSame && isHeard && !isLinked && known) return false;
  Object.assign(line, next, { cancelledThere: now.cancelled, isChanged: true });
  if (acknowledged > 0) line.acknowledgedAt = draft.at;
  if (!line.productId) return true;
  const wanted = isLinked ? line.ordered - line.cancelled : line.ordered - line.cancelled - before.wanted;
  noteOrdered(draft, order, line, wanted, line.cancelled - before.cancelled + acknowledged);
  noteSold(draft, order, line, {
    ordered: line.ordered - before.ordered,
    cancelled: line.cancelled - before.cancelled,
    shipped: line.shipped - before.shipped,
    acknowledged,
  });
  if (order.fulfilledBy === "platform") return true;
  // Sold as a plain product that became a bundle since: nothing of the line was open then, so what opens now is the bundle.
  giveParts(draft, line);
  // Nothing is sought for what was carried out of a shop: it was taken there, before anybody knew what it was.
  const isCarriedOut = isLinked && order.tillLocationId !== null;
  if (isCarriedOut) takeOffShelf(draft, operationId, order, line);
  const shippedBefore = isCarriedOut ? line.shipped : before.shipped;
  settle(draft, operationId, order, line, line.ordered - line.cancelled - shippedBefore);
  if (line.shipped === shippedBefore) return true;
  shipUnits(draft, operationId, line, line.shipped - shippedBefore);
  noteShipped(draft, order, line);
  return true;
}

/**
 * Units that the hub had released by itself, and that the platform now says are cancelled: only then may it have put them back on sale.
 * A system of one's own sells what it is told.
 */
function newlyAcknowledged(draft: Draft, order: Order, line: OrderLine, next: Counted, now: ImportedLine): number {
  if (isOwnSystem(draft, order)) return 0;
  const newly = now.cancelled - line.cancelledThere;
  return Math.max(0, newly - Math.max(0, next.cancelled - line.cancelled));
}

function isOwnSystem(draft: Draft, { channelId }: Order): boolean {
  const platform = draft.state.channels.get(channelId)?.platform;
  return platform === "portal" || platform === "pos";
}

/** A new line of an order, counting nothing yet. */
export function addLine(draft: Draft, order: Order, now: ImportedLine): Drafted<OrderLine> {
  const { platformLineId, platformId, sku, title } = now;
  const told = { id: draft.newId(), orderId: order.id, platformLineId, platformId, sku, title };
  const unknown = { listingId: null, productId: null, recipeId: null, policy: null, parts: null };
  const line = {
    ...told,
    ...unknown,
    ordered: 0,
    cancelled: 0,
    cancelledThere: 0,
    acknowledgedAt: null,
    shipped: 0,
    returned: 0,
    isNew: true,
    isChanged: false,
  };
  order.lines.push(line);
  draft.lines.set(line.id, line);
  return line;
}

/** Gives a line the product of its listing, with the recipe of today; true when it had none before. */
export function link(draft: Draft, order: Order, line: OrderLine): boolean {
  if (line.productId || !line.platformId) return false;
  const listing: Listing | undefined = draft.state.soldListings.get(listingKey(order.channelId, line.platformId));
  if (!listing) return false;
  line.listingId = listing.id;
  if (!listing.productId) return false;
  line.productId = listing.productId;
  giveParts(draft, line);
  return true;
}

/** A line that finds its product only now brings all of its units. */
function countedBefore({ ordered, cancelled, shipped }: OrderLine, isLinked: boolean) {
  return isLinked ? { ordered: 0, cancelled: 0, shipped: 0 } : { ordered, cancelled, shipped };
}

/** A line is sold with the recipe of its product at that moment, and keeps it. */
function giveParts(draft: Draft, line: OrderLine): void {
  const recipe = draft.state.products.get(line.productId ?? "")?.recipe;
  if (line.parts || !recipe) return;
  line.parts = partsOf(draft, line);
  line.recipeId = recipe.id;
  line.policy = recipe.policy;
}

/**
 * The platform has subtracted what was ordered there; whether it adds back what was cancelled, it does not say. A system of one's
 * own counts nothing itself: it is told.
 */
export function noteOrdered(draft: Draft, order: Order, line: OrderLine, units: number, cancelled = 0): void {
  if (!line.listingId || !line.productId || (units === 0 && cancelled <= 0)) return;
  draft.touched.add(line.productId);
  if (isOwnSystem(draft, order)) return;
  if (units < 0 || cancelled > 0) draft.unsureOf.add(line.listingId);
  else draft.orderedThere.set(line.listingId, (draft.orderedThere.get(line.listingId) ?? 0) + units);
  if (draft.state.channels.get(order.channelId)?.writeKind !== "absolute") return;
  const since = draft.orderedSince.get(line.listingId);
  if (!since || order.placedAt < since) draft.orderedSince.set(line.listingId, order.placedAt);
}

function updateOrder(order: Drafted<Order>, version: ImportedOrder): void {
  order.updatedAt = version.updatedAt;
  order.country = version.country ?? order.country;
  order.name = version.name;
  order.isChanged = true;
}

function addOperation(draft: Draft, id: string, { actor, order }: ImportOrder): void {
  const told = { verb: "import_order", actor, reason: `order ${order.name}`, note: null };
  // The order's version is what makes an import harmless to repeat.
  draft.operations.push({ id, ...unnamed, ...told });
}
