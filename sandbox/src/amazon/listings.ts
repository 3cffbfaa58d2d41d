import { z } from "zod";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import { problem, success } from "./problem.ts";
import type { Listing, Seller } from "./seller.ts";

const pageSizeDefault = 10;
const pageSizeMax = 20;
/** Without identifiers the list ends here [listingsItems model]. */
const resultsMax = 1_000;

/** `GET /listings/2021-08-01/items/{sellerId}/{sku}` */
export function getListingsItem(seller: Seller, sku: string, request: Request): Answer {
  const listing = seller.listings.get(sku);
  if (!listing) return problem(404, "NOT_FOUND", `SKU '${sku}' not found in marketplace ${marketplaces(request)[0]}`);
  return success(200, itemView(seller, listing, request));
}

/** `GET /listings/2021-08-01/items/{sellerId}` */
export function searchListingsItems(seller: Seller, request: Request): Answer {
  const { query } = request;
  const pageSize = Number(query.get("pageSize") ?? pageSizeDefault);
  const skus = query.get("identifiers")?.split(",") ?? null;
  const start = Number(query.get("pageToken") ?? 0);
  if (!(pageSize >= 1 && pageSize <= pageSizeMax))
    return badInput(`pageSize must be 1–${pageSizeMax}, got ${pageSize}`);
  if (skus && skus.length > pageSizeMax) return badInput(`identifiers may be ${pageSizeMax}, got ${skus.length}`);
  if ((skus === null) !== (query.get("identifiersType") === null)) return badInput("identifiersType and identifiers");
  if (!z.int().min(0).safeParse(start).success) return badInput("pageToken is not one of Amazon's");
  const found = skus ? skus.flatMap((sku) => seller.listings.get(sku) ?? []) : inRange(seller, query);
  const page = found.slice(0, resultsMax).slice(start, start + pageSize);
  const end = start + page.length;
  return success(200, {
    numberOfResults: found.length,
    ...(end < Math.min(found.length, resultsMax) && { pagination: { nextToken: String(end) } }),
    items: page.map((listing) => itemView(seller, listing, request)),
  });
}

function inRange(seller: Seller, query: URLSearchParams): Listing[] {
  const at = (name: string, otherwise: number) => Date.parse(query.get(name) ?? "") || otherwise;
  const [after, before] = [at("createdAfter", 0), at("createdBefore", Number.POSITIVE_INFINITY)];
  const isAscending = query.get("sortOrder") === "ASC";
  const by: "createdAt" | "updatedAt" = query.get("sortBy") === "createdDate" ? "createdAt" : "updatedAt";
  return [...seller.listings.values()]
    .filter(({ createdAt }) => Math.floor(createdAt) >= after && Math.floor(createdAt) <= before)
    .sort((one, other) => (isAscending ? one[by] - other[by] : other[by] - one[by]));
}

function itemView(seller: Seller, listing: Listing, request: Request) {
  const wanted = new Set((request.query.get("includedData") ?? "summaries").split(","));
  return {
    sku: listing.sku,
    ...(wanted.has("summaries") && { summaries: marketplaces(request).map((id) => summary(seller, listing, id)) }),
    ...(wanted.has("attributes") && { attributes: attributes(listing) }),
    ...(wanted.has("issues") && { issues: [] }),
    ...(wanted.has("fulfillmentAvailability") && { fulfillmentAvailability: availability(listing) }),
  };
}

function summary(seller: Seller, listing: Listing, marketplaceId: string) {
  const isKnown = seller.settings.marketplaceIds.includes(marketplaceId);
  return {
    marketplaceId,
    asin: listing.asin,
    productType: "PRODUCT",
    conditionType: "new_new",
    status: isKnown ? ["BUYABLE", "DISCOVERABLE"] : [],
    itemName: listing.title,
    createdDate: new Date(listing.createdAt).toISOString(),
    lastUpdatedDate: new Date(listing.updatedAt).toISOString(),
  };
}

/** What was submitted. Amazon's staff warn to read stock from here. */
function attributes({ submitted, leadTimeDays, barcode }: Listing) {
  const [row] = [
    { fulfillment_channel_code: "DEFAULT", quantity: submitted, lead_time_to_ship_max_days: leadTimeDays },
  ];
  const told = Object.entries(row).filter(([, value]) => value !== null);
  return {
    ...(barcode !== null && { externally_assigned_product_identifier: [{ type: "ean", value: barcode }] }),
    ...(submitted !== null && { fulfillment_availability: [Object.fromEntries(told)] }),
  };
}

function availability({ quantity, fba }: Listing) {
  return [
    ...(quantity === null ? [] : [{ fulfillmentChannelCode: "DEFAULT", quantity }]),
    ...(fba === null ? [] : [{ fulfillmentChannelCode: "AMAZON_EU" }]),
  ];
}

function marketplaces(request: Request): string[] {
  return (request.query.get("marketplaceIds") ?? "").split(",").filter(Boolean);
}

function badInput(message: string): Answer {
  return problem(400, "InvalidInput", message);
}
