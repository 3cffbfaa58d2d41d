import { type Inherited, inherit, type RuleBook } from "../publish/inherit.ts";
import type { Listing } from "../state.ts";
import type { Seller } from "./allot-shares.ts";

/** How fast a listing sells, and the share that it has. */
export interface Selling {
  perDay: number;
  sharePercent: number | null;
}

/** Those of a product's listings that a rule lets take their share by velocity. */
export function sellersOf(
  listings: Listing[],
  productId: string,
  book: RuleBook,
  selling: ReadonlyMap<string, Selling>,
): Seller[] {
  return listings.flatMap(({ id, channelId }) => {
    const rule = inherit(book, channelId, productId);
    if (rule.percentBy.value !== "velocity" || !takesPercentage(rule)) return [];
    const { perDay = 0, sharePercent = null } = selling.get(id) ?? {};
    const [least, most] = [rule.velocityLeast.value ?? 0, rule.velocityMost.value ?? 100];
    return [
      { listingId: id, perDay, previous: sharePercent, least, most, isFrozen: rule.isVelocityFrozen.value ?? false },
    ];
  });
}

/** As its share of what is there, or as what its guaranteed part weighs. */
function takesPercentage({ shareKind, guardBelow }: Inherited): boolean {
  return shareKind.value === "percentage" || shareKind.value === "guaranteed" || guardBelow.value !== null;
}
