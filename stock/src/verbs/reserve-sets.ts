import type { Draft } from "../draft.ts";
import { promiseAt, routeFor, type Want } from "../promises.ts";
import { type Candidate, candidates } from "../route/candidates.ts";
import type { Part } from "../state.ts";

/**
 * Reserves complete sets for a line, each of them from one location, as far as there are such locations. What is missing then is
 * sought part by part: a sale is a fact, and units that lie somewhere are better than a shortage.
 */
export function reserveSets(
  draft: Draft,
  operationId: string,
  want: Omit<Want, "productId" | "quantity">,
  parts: Part[],
  sets: number,
): void {
  if (sets < 1) return;
  for (const { locationId, units, reason } of routeFor(draft, want, complete(draft, want, parts), sets)) {
    for (const { productId, quantity } of parts) {
      const place = { locationId, units: units * quantity, reason };
      promiseAt(draft, operationId, { ...want, productId, quantity: place.units }, place);
    }
  }
}

/** Locations with every part, and the sets that each could make. */
function complete(draft: Draft, { order }: Pick<Want, "order">, [first, ...others]: Part[]): Candidate[] {
  if (!first) return [];
  const setsOf = ({ units }: Candidate, part: Part) => Math.floor(units / part.quantity);
  let found = candidates(draft, order, first.productId).map((one) => ({ ...one, units: setsOf(one, first) }));
  for (const part of others) {
    const here = new Map(candidates(draft, order, part.productId).map((one) => [one.location.id, one]));
    found = found.flatMap((one) => {
      const other = here.get(one.location.id);
      return other ? [{ ...one, units: Math.min(one.units, setsOf(other, part)) }] : [];
    });
  }
  return found.filter((one) => one.units > 0);
}
