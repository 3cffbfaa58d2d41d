import { type RuleBook, ruleBook } from "../publish/inherit.ts";
import type { Db } from "../query.ts";
import type { Listing, Rule, VelocityShare } from "../state.ts";
import { allotShares, type Seller } from "./allot-shares.ts";
import { loadSelling } from "./load-selling.ts";
import { sellersOf } from "./sellers.ts";

interface Asked {
  /** By product. */
  listings: ReadonlyMap<string, Listing[]>;
  /** The rules as they are. */
  before: Rule[];
  /** The rules as they would be. */
  book: RuleBook;
  /** The shares as they are. */
  velocity: ReadonlyMap<string, VelocityShare>;
}

/** The shares by velocity that changed rules would give. A product whose sellers and bounds stay keeps the shares that it has. */
export async function sharesAfter(db: Db, asked: Asked): Promise<ReadonlyMap<string, VelocityShare>> {
  const { listings, book, velocity } = asked;
  if (![...book.values()].some((rule) => rule.percentBy === "velocity")) return velocity;
  const selling = await loadSelling(
    db,
    [...listings.values()].flat().map(({ id }) => id),
  );
  const bookBefore = ruleBook(asked.before);
  const shares = new Map(velocity);
  for (const [productId, ofProduct] of listings) {
    const sellers = sellersOf(ofProduct, productId, book, selling);
    if (isSame(sellers, sellersOf(ofProduct, productId, bookBefore, selling))) continue;
    for (const { listingId, percent } of allotShares(sellers)) {
      shares.set(listingId, { percent, perDay: selling.get(listingId)?.perDay ?? 0 });
    }
  }
  return shares;
}

function isSame(sellers: Seller[], before: Seller[]): boolean {
  return JSON.stringify(sellers) === JSON.stringify(before);
}
