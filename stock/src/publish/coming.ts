import type { Expectation } from "../state.ts";

/** Units that are still to come, and who waits for them. */
export interface Coming {
  /** The moment of which it is told. */
  at: Date;
  /** Open expectations by product. */
  expectations: ReadonlyMap<string, Awaited[]>;
  /** Units of open shortages by product: what comes is theirs first. */
  short: ReadonlyMap<string, number>;
}

/** What of an expectation counts here. */
export type Awaited = Pick<
  Expectation,
  "id" | "productId" | "locationId" | "expectedAt" | "quantity" | "received" | "lost"
>;

const dayMs = 24 * 60 * 60_000;

/** A delivery that is late by more is believed to come no sooner than somebody says. */
const lateMsMax = dayMs;

/** Units of a product that come to each of these locations within so many days, less what open shortages will take of them. */
export function comingTo(
  coming: Coming,
  productId: string,
  locationIds: ReadonlySet<string>,
  days: number,
): Map<string, number> {
  const units = new Map<string, number>();
  let short = coming.short.get(productId) ?? 0;
  for (const one of coming.expectations.get(productId) ?? []) {
    if (!locationIds.has(one.locationId) || !isWithin(one.expectedAt, coming.at, days)) continue;
    const open = Math.max(0, one.quantity - one.received - one.lost);
    const taken = Math.min(short, open);
    short -= taken;
    units.set(one.locationId, (units.get(one.locationId) ?? 0) + open - taken);
  }
  return units;
}

function isWithin(expectedAt: Date | null, at: Date, days: number): boolean {
  if (expectedAt === null) return false;
  const inMs = expectedAt.getTime() - at.getTime();
  return inMs <= days * dayMs && inMs >= -lateMsMax;
}
