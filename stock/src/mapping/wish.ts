import { type Refused, refused } from "../outcome.ts";
import type { Db } from "../query.ts";
import { type MappedListing, type Mapping, type Move, plainMapping } from "./move-listings.ts";
import { packProduct } from "./pack-product.ts";

/** What a person wants of one listing. */
export type ListingWish = { listingId: string } & (
  | { kind: "link"; productId: string; packSize?: number }
  /** Takes what is suggested; with the suggestion that the person saw, only that one. */
  | { kind: "accept"; seen?: { productId: string; packSize: number } }
  /** It shows no product; a match is suggested again and never made by itself. */
  | { kind: "unlink" }
  /** It shows no product, and nothing is suggested for it. */
  | { kind: "ignore" }
);

/** What becomes of a listing: a move, nothing, or why not. */
export async function decideWish(
  tx: Db,
  from: MappedListing | undefined,
  wish: ListingWish,
): Promise<({ kind: "move" } & Move) | { kind: "unchanged" } | Refused> {
  if (!from) return refused("listing_not_found", `there is no listing ${wish.listingId}`);
  const to = await targetOf(tx, from, wish);
  if ("kind" in to) return to;
  const isSame = to.status === from.status && to.productId === from.productId;
  return isSame ? { kind: "unchanged" } : { kind: "move", from, to };
}

async function targetOf(tx: Db, from: MappedListing, wish: ListingWish): Promise<Mapping | Refused> {
  switch (wish.kind) {
    case "ignore":
      return { ...plainMapping, status: "ignored" };
    case "unlink":
      return { ...plainMapping, status: "unlinked", isHandsOff: true };
    case "link":
      return linkTo(tx, wish.productId, wish.packSize ?? 1);
    case "accept":
      return accept(tx, from, wish.seen);
  }
}

async function accept(
  tx: Db,
  { id, status, suggestedId, packSize }: MappedListing,
  seen: { productId: string; packSize: number } | undefined,
): Promise<Mapping | Refused> {
  if (status !== "suggested" || suggestedId === null) {
    return refused("nothing_suggested", `nothing is suggested for listing ${id}: it is ${status}`);
  }
  const units = packSize ?? 1;
  if (seen && (seen.productId !== suggestedId || seen.packSize !== units)) {
    return refused("changed_since", `another product is suggested for listing ${id} by now`);
  }
  return linkTo(tx, suggestedId, units);
}

async function linkTo(tx: Db, productId: string, packSize: number): Promise<Mapping | Refused> {
  const found = await packProduct(tx, productId, packSize);
  if (found.kind === "refused") return found;
  return { ...plainMapping, status: "linked", productId: found.productId };
}
