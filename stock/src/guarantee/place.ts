import { oneParcelSets, splitSets, type UnitsAt } from "../bundle/sets.ts";
import type { Part, Recipe } from "../state.ts";
import type { Draw } from "./exposure.ts";

/** What one unit of a listing takes from stock, and where it may come from. */
export interface Drawing {
  /** Plain products, nested bundles opened. */
  parts: Part[];
  /** Null for a plain product. */
  policy: Recipe["policy"] | null;
  /** Locations that may send to the channel, in its order. */
  locationIds: string[];
  /** Whether the product may go from there to at least one of the channel's countries. */
  maySend: (productId: string, locationId: string) => boolean;
  /** How many listings may draw on a location; those that few draw on are used first. */
  sharers?: ReadonlyMap<string, number>;
}

/** Units of a product at a location that nobody may sell yet. */
export interface Room {
  free(productId: string, locationId: string): number;
  take(productId: string, locationId: string, units: number): void;
}

/** How many units of the listing the room would still hold. */
export function capacity(drawing: Drawing, room: Room): number {
  const count = drawing.policy === "one_parcel" ? oneParcelSets : splitSets;
  return count(drawing.parts, drawing.locationIds, freeFor(drawing, room)).sets;
}

function freeFor({ maySend }: Drawing, room: Room): UnitsAt {
  return (productId, locationId) =>
    maySend(productId, locationId) ? Math.max(0, room.free(productId, locationId)) : 0;
}

/**
 * Takes the room for so many units of the listing: from the locations that the fewest others draw on, so that those keep theirs,
 * and the fullest of them. What finds no room is taken all the same, from the first location: the caller sees the room go below zero.
 */
export function draw(drawing: Drawing, room: Room, units: number): Draw[] {
  if (drawing.policy !== "one_parcel") return drawParts(drawing, room, units);
  // Sets that no place has whole are sent in parts, as a sale of them would be.
  const whole = Math.min(units, capacity(drawing, room));
  return addDraws(drawParcels(drawing, room, whole), drawParts(drawing, room, units - whole));
}

function drawParts(drawing: Drawing, room: Room, units: number): Draw[] {
  if (units <= 0) return [];
  const freeAt = freeFor(drawing, room);
  return drawing.parts.flatMap(({ productId, quantity }) =>
    drawFrom(drawing, units * quantity, (id) => freeAt(productId, id)).map(([locationId, taken]) => {
      room.take(productId, locationId, taken);
      return { productId, locationId, units: taken };
    }),
  );
}

function drawParcels(drawing: Drawing, room: Room, units: number): Draw[] {
  const { parts } = drawing;
  const setsAt = (locationId: string) => splitSets(parts, [locationId], freeFor(drawing, room)).sets;
  return drawFrom(drawing, units, setsAt).flatMap(([locationId, sets]) =>
    parts.map(({ productId, quantity }) => {
      room.take(productId, locationId, sets * quantity);
      return { productId, locationId, units: sets * quantity };
    }),
  );
}

function drawFrom(
  { locationIds, sharers }: Drawing,
  wanted: number,
  freeAt: (locationId: string) => number,
): [string, number][] {
  const sharedBy = (id: string) => sharers?.get(id) ?? 0;
  const inTurn = locationIds
    .map((id, index) => ({ id, index, free: freeAt(id) }))
    .sort((a, b) => sharedBy(a.id) - sharedBy(b.id) || b.free - a.free || a.index - b.index);
  const taken: [string, number][] = [];
  let missing = wanted;
  for (const { id, free } of inTurn) {
    const units = Math.min(free, missing);
    if (units > 0) taken.push([id, units]);
    missing -= units;
  }
  const [first] = inTurn;
  if (missing > 0 && first) taken.push([first.id, missing]);
  return taken;
}

/** Gives back so many units of the listing, from these locations first; returns what is drawn still. */
export function giveBack(
  drawing: Drawing,
  draws: Draw[],
  room: Room,
  units: number,
  firstFrom: (productId: string, locationId: string) => boolean,
): Draw[] {
  const left = draws.map((one) => ({ ...one }));
  const isParcels = drawing.policy === "one_parcel";
  const order = (productId: string) =>
    left
      .filter((one) => one.productId === productId)
      .sort((a, b) => Number(firstFrom(productId, b.locationId)) - Number(firstFrom(productId, a.locationId)));
  const [first] = drawing.parts;
  let sets = units;
  if (isParcels && first) {
    for (const { locationId } of order(first.productId)) {
      const given = Math.min(sets, wholeSets(drawing, left, locationId));
      for (const part of drawing.parts) takeFrom(left, room, part.productId, locationId, given * part.quantity);
      sets -= given;
    }
  }
  for (const { productId, quantity } of drawing.parts) {
    let missing = sets * quantity;
    for (const { locationId, units: there } of order(productId).map((one) => ({ ...one }))) {
      const given = Math.min(missing, there);
      takeFrom(left, room, productId, locationId, given);
      missing -= given;
    }
  }
  return left.filter((one) => one.units > 0);
}

function wholeSets({ parts }: Drawing, draws: Draw[], locationId: string): number {
  const there = (productId: string) =>
    draws.find((one) => one.productId === productId && one.locationId === locationId)?.units ?? 0;
  return Math.min(...parts.map((part) => Math.floor(there(part.productId) / part.quantity)));
}

function takeFrom(draws: Draw[], room: Room, productId: string, locationId: string, units: number): void {
  const one = draws.find((draw) => draw.productId === productId && draw.locationId === locationId);
  if (!one || units === 0) return;
  one.units -= units;
  room.take(productId, locationId, -units);
}

/** Adds draws up, one for each product and place; those that come to nothing are left out. */
export function addDraws(...draws: Draw[][]): Draw[] {
  const sums = new Map<string, Draw>();
  for (const one of draws.flat()) {
    const key = `${one.productId}/${one.locationId}`;
    const sum = sums.get(key);
    if (sum) sum.units += one.units;
    else sums.set(key, { ...one });
  }
  return [...sums.values()].filter((one) => one.units !== 0);
}
