import type { Product } from "../state.ts";
import { type Drawing, draw, type Room } from "./place.ts";

/** Units of plain products that their rules keep back, with where they may be kept. */
export type Kept = { drawing: Drawing; units: number }[];

/** A guaranteed listing with the units that its channel's locations have, before and after what its rules keep back. */
interface Keeper {
  product: Product;
  reach: { before: number; after: number };
  drawing: Drawing;
}

/** Of a product that several listings keep units back of, the least that one of them keeps. */
export function keptBack(found: Keeper[]): Kept {
  const kept = new Map<string, Kept[number]>();
  for (const { product, reach, drawing } of found) {
    if (product.recipe) continue;
    const units = reach.before - reach.after;
    const known = kept.get(product.id);
    if (!known || units < known.units) kept.set(product.id, { drawing, units });
  }
  return [...kept.values()];
}

/** Takes out of the room what is kept back. */
export function keepBack(room: Room, kept: Kept): Room {
  for (const { drawing, units } of kept) draw(drawing, room, units);
  return room;
}
