import { type Refused, refused } from "../outcome.ts";
import type { ListingRow } from "./listing-rows.ts";
import type { ListingWish } from "./wish.ts";

/** What a line of a file says of a listing. */
export interface RowToApply {
  status: string;
  productSku: string;
  packSize: string;
}

const statuses = ["linked", "suggested", "unlinked", "ignored", "conflict", ""];

/**
 * What a line of a file wants: a product's SKU links, `ignored` ignores, `unlinked` without a SKU takes a link away, `linked` without
 * one accepts the suggestion. A line that says what is so already wants nothing.
 */
export function wishOfRow(
  row: RowToApply,
  listing: ListingRow | undefined,
  products: ReadonlyMap<string, string>,
): ListingWish | { kind: "nothing" } | Refused {
  if (!listing) return refused("listing_not_found", "no listing has this channel and platform_id");
  if (!statuses.includes(row.status)) {
    return refused("code_not_valid", `status must be linked, unlinked or ignored, got "${row.status.slice(0, 50)}"`);
  }
  const { listingId } = listing;
  if (row.status === "ignored")
    return listing.status === "ignored" ? { kind: "nothing" } : { kind: "ignore", listingId };
  if (row.productSku !== "") return linkOf(row, listing, products);
  if (row.status === "unlinked" && (listing.status === "linked" || listing.status === "ignored")) {
    return { kind: "unlink", listingId };
  }
  if (row.status === "linked" && listing.status === "suggested") return { kind: "accept", listingId };
  if (row.status === "linked" && listing.status !== "linked") {
    return refused("product_not_found", "product_sku must be given to link a listing");
  }
  return { kind: "nothing" };
}

function linkOf(
  { productSku, packSize }: RowToApply,
  listing: ListingRow,
  products: ReadonlyMap<string, string>,
): ListingWish | { kind: "nothing" } | Refused {
  if (productSku === listing.productSku) return { kind: "nothing" };
  const productId = products.get(productSku);
  if (productId === undefined) return refused("product_not_found", `there is no product ${productSku.slice(0, 100)}`);
  if (!/^([1-9]\d{0,5})?$/.test(packSize)) {
    return refused("quantity_out_of_range", `pack_size must be 1–999999, got "${packSize.slice(0, 50)}"`);
  }
  return { kind: "link", listingId: listing.listingId, productId, packSize: Number(packSize || 1) };
}
