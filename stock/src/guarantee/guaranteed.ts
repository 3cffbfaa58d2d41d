import { free } from "../available.ts";
import type { Draft } from "../draft.ts";
import type { Dealt } from "../publish/facts.ts";
import type { Inherited, RuleBook } from "../publish/inherit.ts";
import type { Pool } from "../publish/locations.ts";
import { reachOf } from "../publish/pipeline.ts";
import type { Listing, Product } from "../state.ts";
import { addExposure, drawingOf, expose, isDrawnRight, redraw } from "./book.ts";
import type { DraftExposure } from "./draft-exposure.ts";
import { awaitCancelled } from "./exposure.ts";
import { fillFreed } from "./fill-freed.ts";
import { groupsOf } from "./groups.ts";
import { keptBack } from "./kept-back.ts";
import { makeWay, sharersOf } from "./make-way.ts";
import { capacity } from "./place.ts";
import { type Holder, isPoor, type Planned, plan, type Rooms } from "./plan.ts";
import { roomsOf } from "./rooms.ts";
import { untilNoneStops } from "./until-none-stops.ts";
import { weigh } from "./weigh.ts";

/** A guaranteed listing with what its rules make of it. */
interface Guaranteed {
  one: DraftExposure;
  product: Product;
  listing: Listing;
  rule: Inherited;
  /** Units that its channel's locations have, before and after what its rules keep back. */
  reach: { before: number; after: number };
}

/**
 * What the guaranteed listings of these products should show. Listings that became guaranteed get an exposure, those that are so
 * no more lose theirs.
 */
export function dealGuaranteed(draft: Draft, products: Product[], book: RuleBook, pool: Pool): Map<string, Dealt> {
  const found = listed(draft, products).flatMap((one) => findGuaranteed(draft, one, book, pool) ?? []);
  const groups = groupsOf(found, ({ one }) => one.drawing.parts.map(({ productId }) => productId));
  return new Map(groups.flatMap((group) => dealGroup(draft, group)));
}

function dealGroup(draft: Draft, found: Guaranteed[]): [listingId: string, dealt: Dealt][] {
  drawAnew(draft, found);
  const planned = planWithRoom(draft, found);
  for (const { one } of found) writeAnew(draft, one);
  return found.flatMap(({ one }): [string, Dealt][] => {
    const own = planned.get(one.listingId);
    return own ? [[one.listingId, { ...own, exposed: one.units }]] : [];
  });
}

type Listed = Pick<Guaranteed, "product" | "listing">;

/** The listings of these products in one order, in whatever order they were read: who draws or gives back first decides from where. */
function listed(draft: Draft, products: Product[]): Listed[] {
  return products
    .flatMap((product) => (draft.state.listings.get(product.id) ?? []).map((listing) => ({ product, listing })))
    .sort((a, b) => (a.listing.id < b.listing.id ? -1 : 1));
}

function findGuaranteed(draft: Draft, { product, listing }: Listed, book: RuleBook, pool: Pool): Guaranteed | null {
  const channel = draft.state.channels.get(listing.channelId);
  if (!channel) return null;
  const { kind, rule, ...reach } = reachOf(pool, book, channel, product);
  const known = draft.exposures.get(listing.id);
  if (kind !== "guaranteed") {
    if (known && !known.isEnded) end(draft, known);
    return null;
  }
  if (!known) begin(draft, listing);
  const one = draft.exposures.get(listing.id);
  return one ? { one, product, listing, rule, reach } : null;
}

/**
 * What it shows, and what was sold there before, is not known well enough: it is read or written anew. `mayShow` is of before the
 * batch, which may tell of cancellations itself.
 */
function begin(draft: Draft, listing: Listing): void {
  const before = draft.state.ahead.mayShow.get(listing.id) ?? 0;
  addExposure(draft, listing, before + (draft.putBack.get(listing.id) ?? 0));
  draft.unsureOf.add(listing.id);
}

function end(draft: Draft, one: DraftExposure): void {
  expose(draft, one, "unknown", (exposure) => {
    exposure.units = 0;
  });
  one.isEnded = true;
  fillFreed(draft, one);
}

/** Draws anew where it must be: first only the listings concerned, then, if that is not enough, all, the least free to choose first. */
function drawAnew(draft: Draft, found: Guaranteed[]): void {
  for (const { one } of found) if (!isDrawnRight(one) || isOverdrawn(draft, one)) redraw(draft, [one]);
  if (!found.some(({ one }) => isOverdrawn(draft, one))) return;
  const all = found.map(({ one }) => one);
  const sharers = sharersOf(all);
  for (const one of all) one.drawing = { ...one.drawing, sharers };
  redraw(
    draft,
    all.sort((a, b) => a.drawing.locationIds.length - b.drawing.locationIds.length),
  );
}

function isOverdrawn(draft: Draft, one: DraftExposure): boolean {
  return one.draws.some((place) => {
    const level = draft.levels.get(`${place.productId}/${place.locationId}`);
    return level !== undefined && free(level) < 0;
  });
}

/** Plans; where a listing has too few because others hold what lies at its places, once more after those have made way. */
function planWithRoom(draft: Draft, found: Guaranteed[]): Map<string, Planned> {
  const rooms = roomsFor(draft, found);
  const planned = planUnstopped(draft, found, rooms);
  if (rooms.isOverdrawn || rooms.isTight) return planned;
  const starved = found.flatMap(({ one }) => {
    const part = planned.get(one.listingId)?.part ?? 0;
    const held = Math.max(0, one.units);
    return isPoor(held, part) && capacity(one.drawing, rooms.free()) < part - held ? [one] : [];
  });
  if (starved.length === 0) return planned;
  const all = found.map(({ one }) => one);
  return makeWay(draft, starved, all, rooms.whole()) ? planUnstopped(draft, found, roomsFor(draft, found)) : planned;
}

function roomsFor(draft: Draft, found: Guaranteed[]): Rooms {
  const draws = found.flatMap(({ one }) => one.draws);
  const keepers = found.map((each) => ({ ...each, drawing: drawingOf(draft, each.one.channel, each.product) }));
  return roomsOf(draft, draws, keptBack(keepers));
}

function planUnstopped(draft: Draft, found: Guaranteed[], rooms: Rooms): Map<string, Planned> {
  const { velocity } = draft.state.ahead;
  const weights = weigh(found.map(({ one, rule }) => ({ rule, velocity: velocity.get(one.listingId) ?? null })));
  return untilNoneStops(
    found.map((one, index) => holderOf(one, weights[index] ?? 0)),
    (holders) => plan(holders, rooms),
    (planned, listingId) => planned.get(listingId)?.part ?? 0,
  );
}

function holderOf({ one, rule, reach }: Guaranteed, weight: number): Holder & { stopsAt: number } {
  const { listingId, drawing, units, shown, next, raised, channel } = one;
  return {
    ...{ listingId, drawing, shown, held: Math.max(0, units), kind: channel.writeKind },
    weight,
    max: Math.min(reach.after, rule.cap.value ?? Number.POSITIVE_INFINITY),
    stopsAt: rule.stopSellingAt.value ?? 0,
    isSettled: next === null && raised === null && shown === units,
  };
}

/** An amount net of open orders settles only when it is written: one that holds more than it shows is written again. */
function writeAnew(draft: Draft, one: DraftExposure): void {
  const { channel, next, raised, shown, units } = one;
  if (channel.writeKind !== "net_of_open_orders" || next !== null || raised !== null) return;
  if (units < 0) {
    awaitCancelled(one, channel.writeKind, draft.at);
    one.isChanged = true;
  } else if (shown !== null && shown !== units) draft.unsureOf.add(one.listingId);
}
