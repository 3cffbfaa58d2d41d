import type { CataloguePlace, PlatformListing } from "../connector.ts";
import { patiently } from "../http/patiently.ts";
import type { ShopifyClient } from "./client.ts";
import { variantsPage } from "./documents.ts";
import { nextCursor } from "./next-cursor.ts";
import { arrayMax } from "./read-quantities.ts";
import type { variantsReply } from "./replies.ts";

/** What Shopify calls the only variant of a product without options. */
const onlyVariant = "Default Title";

/** Every variant of the shop. */
export async function* listListings(
  client: ShopifyClient,
  signal: AbortSignal,
  place: CataloguePlace = { cursor: null },
): AsyncGenerator<PlatformListing[]> {
  do {
    const page = { first: arrayMax, after: place.cursor };
    const { productVariants }: Variants = await patiently(() => client.run(variantsPage, page, signal), signal);
    place.cursor = nextCursor(productVariants.pageInfo, place.cursor);
    yield productVariants.nodes.map(toListing);
  } while (place.cursor !== null);
}

type Variants = (typeof variantsReply)["_output"];

function toListing(variant: Variants["productVariants"]["nodes"][number]): PlatformListing {
  const { id, sku, barcode, title, product, inventoryItem } = variant;
  return {
    platformId: id,
    platformStockId: inventoryItem.id,
    sku: sku || null,
    barcode: barcode || null,
    title: title === onlyVariant ? product.title : `${product.title} – ${title}`,
  };
}
