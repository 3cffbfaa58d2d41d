import type { Draft } from "../draft.ts";
import type { Destination } from "../route/candidates.ts";
import { whyNotSent } from "../route/why-not-sent.ts";
import { listingKey } from "../state.ts";
import type { ChangingLine } from "./plan-parcels.ts";

/** What is guaranteed to the very listings that the order sells is theirs to sell: as much as it newly orders, where it can be sent. */
export function exposedUnits(draft: Draft, order: Destination, changing: ChangingLine[], productId: string): number {
  const product = draft.state.products.get(productId);
  const isSent = (locationId: string) => {
    const location = draft.state.locations.get(locationId);
    return product !== undefined && location !== undefined && !whyNotSent(location, product, order.country);
  };
  let units = 0;
  for (const [listingId, ordered] of newlyOrdered(draft, order, changing)) {
    const { draws = [], drawing } = draft.exposures.get(listingId) ?? {};
    const part = drawing?.parts.find((one) => one.productId === productId);
    const there = draws.filter((one) => one.productId === productId && isSent(one.locationId));
    const drawn = there.reduce((sum, one) => sum + one.units, 0);
    units += Math.min(drawn, ordered * (part?.quantity ?? 0));
  }
  return units;
}

/** Units by which lines grow, by listing. */
function newlyOrdered(draft: Draft, { channelId }: Destination, changing: ChangingLine[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const [known, now] of changing) {
    const listingId = draft.state.soldListings.get(listingKey(channelId, now.platformId ?? ""))?.id ?? "";
    const more = Math.max(0, now.ordered - (known ? known.ordered - known.cancelled : 0));
    units.set(listingId, (units.get(listingId) ?? 0) + more);
  }
  return units;
}
