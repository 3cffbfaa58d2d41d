import type { OwnLine } from "./command/own-orders.ts";
import { type Outcome, refused } from "./outcome.ts";
import { isQuantity, quantityMax } from "./quantity.ts";

/** The most lines that one command may have. */
const linesMax = 1_000;

/** Refuses no lines, too many, and two that name the same thing; null when all is well. */
export function refuseLines(ids: string[], what: string): Outcome | null {
  const isSound = ids.length > 0 && ids.length <= linesMax && new Set(ids).size === ids.length;
  if (isSound) return null;
  const message = `lines must name 1–${linesMax} ${what} once each, got ${ids.length} lines of ${new Set(ids).size}`;
  return refused("quantity_out_of_range", message);
}

/** Refuses lines of an own system's order that name no units, or one line twice; null when all is well. */
export function refuseOwnLines(lines: OwnLine[]): Outcome | null {
  const references = lines.map((line) => line.reference);
  return (
    refuseLines(references, "lines") ?? firstRefusal(lines, ({ quantity }) => refuseQuantity("quantity", quantity, 1))
  );
}

/** Refuses what is no whole number of units from `min` on; null when all is well. */
export function refuseQuantity(name: string, quantity: number, min: number): Outcome | null {
  if (isQuantity(quantity, min)) return null;
  return refused("quantity_out_of_range", `${name} must be ${min}–${quantityMax}, got ${quantity}`);
}

/** Refuses a sum that no level can take; null when all is well. */
export function refuseTooMany(name: string, now: number, more: number): Outcome | null {
  if (now + more <= quantityMax) return null;
  const message = `${name} may be at most ${quantityMax}: it is ${now}, and ${more} more were given`;
  return refused("quantity_out_of_range", message);
}

/** The first refusal of several checks, made one after the other; null when all is well. */
export function firstRefusal<Thing>(things: Iterable<Thing>, check: (thing: Thing) => Outcome | null): Outcome | null {
  for (const thing of things) {
    const refusal = check(thing);
    if (refusal) return refusal;
  }
  return null;
}
