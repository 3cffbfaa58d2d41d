import type { CataloguePlace, PlatformListing } from "../connector.ts";
import { patiently } from "../http/patiently.ts";
import { PlatformError } from "../trouble.ts";
import { type Account, itemsPath } from "./account.ts";
import { availabilityOf } from "./availability.ts";
import { itemsReply, type ListedItem } from "./replies.ts";
import { isReportPlace, reportedListings, startReport } from "./report-listings.ts";

/** Items per page, and items that one search gives at most (model of August 2026). */
const pageSize = 20;
const resultsMax = 1_000;

/** How the catalogue is read. */
export interface ListOptions {
  allowHttp: boolean;
  /** From so many listings in a marketplace on, Amazon is asked for a report of them. */
  reportFrom: number;
}

/**
 * Every SKU that the merchant ships himself. Those that Amazon fulfils have no stock of ours and are left out. A large marketplace is
 * read by report; where Amazon makes none, or makes one that is not whole, by searches as well.
 */
export async function* listListings(
  account: Account,
  options: ListOptions,
  signal: AbortSignal,
  place: CataloguePlace = { cursor: null },
): AsyncGenerator<PlatformListing[]> {
  const begin = readCursor(place.cursor);
  for (const [index, marketplaceId] of account.marketplaceIds.entries()) {
    if (index < begin.index) continue;
    const isBegun = index === begin.index;
    const search = { index, marketplaceId, from: isBegun ? begin.from : null };
    if (isBegun && begin.from !== null) yield* bySearch(account, search, signal, place);
    else yield* newMarketplace(account, options, search, signal, place);
  }
}

interface Search {
  index: number;
  marketplaceId: string;
  from: string | null;
}

async function* newMarketplace(
  account: Account,
  options: ListOptions,
  search: Search,
  signal: AbortSignal,
  place: CataloguePlace,
): AsyncGenerator<PlatformListing[]> {
  if (!isReportPlace(place, search.index)) {
    const count = await countListings(account, search.marketplaceId, signal);
    if (count < options.reportFrom || !(await startReport(account, place, { ...search, count }, signal))) {
      yield* bySearch(account, search, signal, place);
      return;
    }
    // The place is kept before the long wait: whoever goes on there asks for no second report.
    yield [];
  }
  const isWhole = yield* reportedListings(account, options, place, signal);
  if (!isWhole) yield* bySearch(account, search, signal, place);
}

/** A search ends after 1,000 items, so the next one begins at the moment that the last of them was made. */
async function* bySearch(
  account: Account,
  { index, marketplaceId, from }: Search,
  signal: AbortSignal,
  place: CataloguePlace,
): AsyncGenerator<PlatformListing[]> {
  for await (const { items, lastMadeAt } of ofMarketplace(account, marketplaceId, from, signal)) {
    place.cursor = `${index} ${lastMadeAt}`;
    yield items.filter((item) => availabilityOf(item).amazonChannel === null).map(toListing);
  }
}

async function countListings(account: Account, marketplaceId: string, signal: AbortSignal): Promise<number> {
  const query = { marketplaceIds: marketplaceId, includedData: "summaries", pageSize: "1" };
  const request = { operation: "searchListingsItems", method: "GET", path: itemsPath(account), query } as const;
  const found = await patiently(() => account.client.read(request, itemsReply, signal), signal);
  return found?.numberOfResults ?? 0;
}

interface Page {
  items: ListedItem[];
  /** When the last of them was made. */
  lastMadeAt: string;
}

async function* ofMarketplace(
  account: Account,
  marketplaceId: string,
  first: string | null,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let from = first;
  let edge: Edge = { madeAt: "", skus: new Set() };
  for (;;) {
    let results = 0;
    for await (const items of search(account, marketplaceId, from, signal)) {
      results += items.length;
      const news = items.filter(({ sku }) => !edge.skus.has(sku));
      edge = items.reduce(grow, edge);
      yield { items: news, lastMadeAt: edge.madeAt };
    }
    if (results < resultsMax) return;
    if (edge.madeAt === from)
      throw new PlatformError(`Amazon has ${resultsMax} or more SKUs made at ${from}: too many to list`);
    from = edge.madeAt;
  }
}

/** The SKUs that were made at the newest moment seen: the next search gives them again. */
interface Edge {
  madeAt: string;
  skus: Set<string>;
}

function grow(edge: Edge, { sku, summaries }: ListedItem): Edge {
  const madeAt = summaries?.[0]?.createdDate?.toISOString() ?? edge.madeAt;
  if (madeAt !== edge.madeAt) return { madeAt, skus: new Set([sku]) };
  edge.skus.add(sku);
  return edge;
}

async function* search(
  account: Account,
  marketplaceId: string,
  createdAfter: string | null,
  signal: AbortSignal,
): AsyncGenerator<ListedItem[]> {
  let pageToken: string | null = null;
  do {
    const query: Record<string, string> = {
      marketplaceIds: marketplaceId,
      includedData: "summaries,attributes,fulfillmentAvailability",
      sortBy: "createdDate",
      sortOrder: "ASC",
      pageSize: String(pageSize),
      ...(createdAfter !== null && { createdAfter }),
      ...(pageToken !== null && { pageToken }),
    };
    const request = { operation: "searchListingsItems", method: "GET", path: itemsPath(account), query } as const;
    const page: Items | null = await patiently(() => account.client.read(request, itemsReply, signal), signal);
    yield page?.items ?? [];
    const next: string | null = page?.pagination?.nextToken || null;
    if (next !== null && next === pageToken) throw new PlatformError("Amazon's list of listings does not move on");
    pageToken = next;
  } while (pageToken !== null);
}

type Items = (typeof itemsReply)["_output"];

function readCursor(cursor: string | null): { index: number; from: string | null } {
  const [index = "0", from = ""] = (cursor ?? "").split(" ");
  if (from === "report") return { index: Number(index) || 0, from: null };
  return { index: Number(index) || 0, from: from || null };
}

function toListing({ sku, summaries, attributes }: ListedItem): PlatformListing {
  const codes = attributes?.externally_assigned_product_identifier ?? [];
  const code = codes.find(({ type }) => ["ean", "gtin", "upc"].includes(type.toLowerCase()));
  return {
    platformId: sku,
    platformStockId: null,
    sku,
    barcode: code?.value ?? null,
    title: summaries?.[0]?.itemName || sku,
  };
}
