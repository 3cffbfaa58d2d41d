import { flatten } from "../bundle/flatten.ts";
import type { Draft } from "../draft.ts";
import { maySend, openLocations } from "../publish/locations.ts";
import type { Channel, Listing, Product } from "../state.ts";
import type { DraftExposure } from "./draft-exposure.ts";
import type { Draw, Exposure } from "./exposure.ts";
import type { Lapse } from "./known.ts";
import { addDraws, type Drawing, draw, giveBack } from "./place.ts";
import { draftRoom } from "./rooms.ts";

/** The exposures of a draft, with how each listing draws on stock. */
export function beginExposures(draft: Draft): Map<string, DraftExposure> {
  const book = new Map<string, DraftExposure>();
  for (const listing of [...draft.state.listings.values()].flat()) {
    const known = draft.state.ahead.exposures?.get(listing.id);
    const place = known && placeOf(draft, listing);
    if (!place) continue;
    const draws = known.draws.map((one) => ({ ...one }));
    const next = known.next && { ...known.next };
    book.set(listing.id, { ...known, draws, next, ...place, isNew: false, isChanged: false, isEnded: false });
  }
  return book;
}

/** A listing becomes guaranteed: all that it may be showing is taken as exposed. */
export function addExposure(draft: Draft, listing: Listing, units: number): void {
  const place = placeOf(draft, listing);
  if (!place) return;
  const made: DraftExposure = {
    ...{ listingId: listing.id, units: 0, next: null, raised: null, changes: 0, draws: [], shown: null },
    ...{ ...place, isNew: true, isChanged: false, isEnded: false },
  };
  draft.exposures.set(listing.id, made);
  expose(draft, made, "switching", (exposure) => {
    exposure.units = units;
  });
}

function placeOf(draft: Draft, listing: Listing): { channel: Channel; drawing: Drawing } | null {
  const channel = draft.state.channels.get(listing.channelId);
  const product = draft.state.products.get(listing.productId ?? "");
  return channel && product ? { channel, drawing: drawingOf(draft, channel, product) } : null;
}

/** How a listing of this product draws on stock. */
export function drawingOf({ state }: Draft, channel: Channel, product: Product): Drawing {
  return {
    parts: flatten(state.products, product.id),
    policy: product.recipe?.policy ?? null,
    locationIds: openLocations(state, channel),
    maySend: (productId, locationId) => {
      const part = state.products.get(productId);
      const location = state.locations.get(locationId);
      return part !== undefined && location !== undefined && maySend(part, location, channel);
    },
  };
}

interface Preference {
  /** Whether units are given back from there before they are from elsewhere. */
  firstFrom?: (productId: string, locationId: string) => boolean;
  /** Units that the act at hand is about to free there. */
  soonFree?: (productId: string, locationId: string) => number;
}

/** Changes an exposure, and draws on stock, or gives back, what the change makes of it. `why`: in case there is no room. */
export function expose(
  draft: Draft,
  one: DraftExposure,
  why: Lapse,
  change: (exposure: Exposure) => void,
  { firstFrom = () => false, soonFree = () => 0 }: Preference = {},
): void {
  change(one);
  one.isChanged = true;
  const missing = Math.max(0, one.units) - drawnUnits(one);
  if (missing > 0) {
    const { free, take } = draftRoom(draft);
    const room = { take, free: (id: string, locationId: string) => free(id, locationId) + soonFree(id, locationId) };
    one.draws = addDraws(one.draws, draw(one.drawing, room, missing));
    for (const place of one.draws) noteCause(draft, place, why);
  }
  if (missing < 0) one.draws = giveBack(one.drawing, one.draws, draftRoom(draft), -missing, firstFrom);
}

/** Draws anew from nothing, one after the other: recipes, locations, or what is free where have changed. */
export function redraw(draft: Draft, all: DraftExposure[]): void {
  const room = draftRoom(draft);
  for (const one of all) {
    for (const { productId, locationId, units } of one.draws) room.take(productId, locationId, -units);
    one.draws = [];
  }
  for (const one of all) expose(draft, one, "switching", () => {});
}

/** True when every draw is of a part that one unit takes, from a place that may send it, and all parts agree. */
export function isDrawnRight({ drawing, draws, units }: DraftExposure): boolean {
  const { parts, locationIds, maySend: may } = drawing;
  if (locationIds.length === 0) return draws.length === 0;
  const quantities = new Map(parts.map((part) => [part.productId, part.quantity]));
  const isPlaced = draws.every(
    (one) =>
      quantities.has(one.productId) && locationIds.includes(one.locationId) && may(one.productId, one.locationId),
  );
  return isPlaced && parts.every((part) => sumOf(draws, part.productId) === Math.max(0, units) * part.quantity);
}

function drawnUnits({ drawing, draws }: DraftExposure): number {
  const [part] = drawing.parts;
  return part ? Math.floor(sumOf(draws, part.productId) / part.quantity) : 0;
}

function sumOf(draws: Draw[], productId: string): number {
  return draws.reduce((sum, one) => (one.productId === productId ? sum + one.units : sum), 0);
}

function noteCause(draft: Draft, { productId, locationId }: Draw, why: Lapse): void {
  const key = `${productId}/${locationId}`;
  if (!draft.lapses.has(key)) draft.lapses.set(key, why);
}
