import type { Listing, Seller } from "./seller.ts";

/** The columns of GET_MERCHANT_LISTINGS_ALL_DATA, in Amazon's order. */
const columns = [
  ...["item-name", "item-description", "listing-id", "seller-sku", "price", "quantity", "open-date", "image-url"],
  ...["item-is-marketplace", "product-id-type", "zshop-shipping-fee", "item-note", "item-condition"],
  ...["zshop-category1", "zshop-browse-path", "zshop-storefront-feature", "asin1", "asin2", "asin3"],
  ...["will-ship-internationally", "expedited-shipping", "zshop-boldface", "product-id"],
  ...["bid-for-featured-placement", "add-delete", "pending-quantity", "fulfillment-channel"],
  ...["merchant-shipping-group", "status"],
] as const;

type Row = Partial<Record<(typeof columns)[number], string>>;

/** All listings of a seller, a line each, separated by tabs. A listing that Amazon fulfils has no quantity. */
export function listingsReport(seller: Seller): string {
  const lines = [...seller.listings.values()].map((listing) => {
    const row = rowOf(listing);
    return columns.map((column) => row[column] ?? "").join("\t");
  });
  return [columns.join("\t"), ...lines, ""].join("\r\n");
}

function rowOf({ sku, asin, barcode, title, price, quantity, fba, createdAt }: Listing): Row {
  return {
    ...{ "item-name": title, "listing-id": `L${sku}`, "seller-sku": sku, price: price.toFixed(2) },
    quantity: fba === null && quantity !== null ? String(quantity) : "",
    "open-date": new Date(createdAt).toISOString(),
    ...(barcode === null
      ? { "product-id-type": "1", "product-id": asin }
      : { "product-id-type": "4", "product-id": barcode }),
    ...{ "item-is-marketplace": "y", "item-condition": "11", asin1: asin, "pending-quantity": "0" },
    "fulfillment-channel": fba === null ? "DEFAULT" : "AMAZON_EU",
    status: "Active",
  };
}
