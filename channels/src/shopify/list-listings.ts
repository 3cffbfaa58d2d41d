import type { CataloguePlace, PlatformListing } from "../connector.ts";
import { patiently } from "../http/patiently.ts";
import { bulkPages, isBulk, startBulk, type Variant } from "./bulk-listings.ts";
import type { ShopifyClient } from "./client.ts";
import { variantsCount, variantsPage } from "./documents.ts";
import { nextCursor } from "./next-cursor.ts";
import { arrayMax } from "./read-quantities.ts";
import type { variantsReply } from "./replies.ts";

/** What Shopify calls the only variant of a product without options. */
const onlyVariant = "Default Title";

/**
 * Every variant of the shop but its bundles, which take no quantity, and of which an order names the parts. Page by page, and of a
 * shop with `bulkFrom` variants or more by bulk operation, since Shopify pages no deeper than 25,000. Goes on the way that it began.
 */
export async function* listListings(
  client: ShopifyClient,
  bulkFrom: number,
  signal: AbortSignal,
  place: CataloguePlace = { cursor: null },
): AsyncGenerator<PlatformListing[]> {
  const isNew = place.cursor === null;
  const isLarge =
    isNew && (await countVariants(client, signal)) >= bulkFrom && (await startBulk(client, place, signal));
  const pages = isLarge || isBulk(place) ? bulkPages(client, place, signal) : variantPages(client, place, signal);
  for await (const page of pages) yield page.filter(({ requiresComponents }) => !requiresComponents).map(toListing);
}

async function countVariants(client: ShopifyClient, signal: AbortSignal): Promise<number> {
  const { productVariantsCount } = await patiently(() => client.run(variantsCount, {}, signal), signal);
  return productVariantsCount.count;
}

async function* variantPages(
  client: ShopifyClient,
  place: CataloguePlace,
  signal: AbortSignal,
): AsyncGenerator<Variant[]> {
  do {
    const page = { first: arrayMax, after: place.cursor };
    const { productVariants }: Variants = await patiently(() => client.run(variantsPage, page, signal), signal);
    place.cursor = nextCursor(productVariants.pageInfo, place.cursor);
    yield productVariants.nodes;
  } while (place.cursor !== null);
}

type Variants = (typeof variantsReply)["_output"];

function toListing(variant: Variant): PlatformListing {
  const { id, sku, barcode, title, product, inventoryItem } = variant;
  return {
    platformId: id,
    platformStockId: inventoryItem.id,
    sku: sku || null,
    barcode: barcode || null,
    title: title === onlyVariant ? product.title : `${product.title} – ${title}`,
  };
}
