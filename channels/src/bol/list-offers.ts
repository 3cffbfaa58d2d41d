import type { CataloguePlace, ListingIds, LiveQuantity, PlatformListing } from "../connector.ts";
import { inPieces } from "../http/in-parallel.ts";
import { patiently } from "../http/patiently.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { type Offer, offersReply } from "./replies.ts";

/** Offers per page at most (OpenAPI v11, May 2026). */
const pageSize = 100;
/** Ids per question; the whole address must stay well under 8 KB. */
export const idsMax = 100;

/** Every offer that the merchant ships himself; those in bol's warehouse (FBB) have no stock of ours. */
export async function* listListings(
  client: BolClient,
  signal: AbortSignal,
  place?: CataloguePlace,
): AsyncGenerator<PlatformListing[]> {
  const patient: Reader = { read: (...asked) => patiently(() => client.read(...asked), signal) };
  for await (const offers of offerPages(patient, new URLSearchParams(), signal, place)) {
    yield offers.filter(({ fulfilment }) => fulfilment.method !== "FBB").map(toListing);
  }
}

/** What bol shows buyers: the stock after bol subtracted its orders. */
export async function readQuantities(
  client: BolClient,
  rows: ListingIds[],
  signal: AbortSignal,
): Promise<LiveQuantity[]> {
  const shown = new Map<string, number>();
  for (const ids of inPieces([...new Set(rows.map(({ platformId }) => platformId))], idsMax)) {
    const query = new URLSearchParams(ids.map((id): [string, string] => ["offer-ids", id]));
    for await (const offers of offerPages(client, query, signal)) {
      for (const { offerId, stock } of offers)
        if (stock) shown.set(offerId, Math.max(0, stock.correctedStock ?? stock.amount));
    }
  }
  return rows.flatMap(({ listingId, platformId }) => {
    const quantity = shown.get(platformId);
    return quantity === undefined ? [] : [{ listingId, quantity }];
  });
}

type Reader = Pick<BolClient, "read">;

async function* offerPages(
  client: Reader,
  filter: URLSearchParams,
  signal: AbortSignal,
  place: CataloguePlace = { cursor: null },
): AsyncGenerator<Offer[]> {
  do {
    const { cursor } = place;
    const query = new URLSearchParams([...filter, ["page-size", String(pageSize)]]);
    if (cursor !== null) query.set("cursor", cursor);
    const request = { endpoint: "listOffers", method: "GET", path: "/retailer/offers", query } as const;
    const page: Awaited<ReturnType<typeof client.read<Offers>>> = await client.read(request, offersReply, signal);
    place.cursor = nextOf(cursor, page?.page.nextCursor || null);
    yield page?.offers ?? [];
  } while (place.cursor !== null);
}

type Offers = (typeof offersReply)["_output"];

function nextOf(current: string | null, next: string | null): string | null {
  if (next !== null && next === current) throw new PlatformError("bol's list of offers does not move on");
  return next;
}

function toListing(offer: Offer): PlatformListing {
  const { offerId, reference, ean, unknownProductTitle } = offer;
  return {
    platformId: offerId,
    platformStockId: null,
    sku: reference || null,
    barcode: ean || null,
    title: unknownProductTitle || reference || ean || offerId,
  };
}
