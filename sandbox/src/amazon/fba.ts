import { randomUUID } from "node:crypto";
import { nowMs } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { Request } from "../http/request.ts";
import { problem, success } from "./problem.ts";
import type { FbaStock, Listing, Seller } from "./seller.ts";

const pageSize = 50;
/** A page token is good for so long [fbaInventory model]. */
const tokenMs = 30_000;

/** `GET /fba/inventory/v1/summaries`. Every EU marketplace shows the same units: they must not be added up. */
export function getInventorySummaries(seller: Seller, request: Request): Answer {
  const { query } = request;
  const id = query.get("granularityId") ?? "";
  if (!seller.settings.marketplaceIds.includes(id))
    return problem(400, "InvalidInput", `marketplace ${id} is not yours`);
  const start = startOf(query.get("nextToken"));
  if (start === null) return problem(400, "InvalidInput", "The nextToken is invalid or has expired.");
  const skus = query.get("sellerSkus")?.split(",") ?? null;
  const found = [...seller.listings.values()].flatMap((listing) =>
    listing.fba && (skus?.includes(listing.sku) ?? true) ? [{ listing, fba: listing.fba }] : [],
  );
  const page = found.slice(start, start + pageSize);
  const end = start + page.length;
  const isDetailed = query.get("details") === "true";
  return success(200, {
    ...(end < found.length && { pagination: { nextToken: tokenOf(end) } }),
    payload: {
      granularity: { granularityType: "Marketplace", granularityId: id },
      inventorySummaries: page.map(({ listing, fba }) => summary(listing, fba, isDetailed)),
    },
  });
}

function summary(listing: Listing, fba: FbaStock, isDetailed: boolean) {
  const totalReservedQuantity = fba.reservedForCustomers + fba.reservedForTransfer + fba.reservedForProcessing;
  const inbound = fba.inboundWorking + fba.inboundShipped + fba.inboundReceiving;
  const details = {
    fulfillableQuantity: fba.fulfillable,
    inboundWorkingQuantity: fba.inboundWorking,
    inboundShippedQuantity: fba.inboundShipped,
    inboundReceivingQuantity: fba.inboundReceiving,
    reservedQuantity: {
      totalReservedQuantity,
      pendingCustomerOrderQuantity: fba.reservedForCustomers,
      pendingTransshipmentQuantity: fba.reservedForTransfer,
      fcProcessingQuantity: fba.reservedForProcessing,
    },
    researchingQuantity: { totalResearchingQuantity: 0, researchingQuantityBreakdown: [] },
    unfulfillableQuantity: { totalUnfulfillableQuantity: fba.unfulfillable },
  };
  return {
    ...{ asin: listing.asin, fnSku: `X${listing.asin.slice(1)}`, sellerSku: listing.sku, condition: "NewItem" },
    ...(isDetailed && { inventoryDetails: details }),
    lastUpdatedTime: new Date(listing.updatedAt).toISOString(),
    productName: listing.title,
    totalQuantity: fba.fulfillable + totalReservedQuantity + inbound + fba.unfulfillable,
  };
}

function tokenOf(start: number): string {
  const fields = { start, until: nowMs() + tokenMs, salt: randomUUID() };
  return Buffer.from(JSON.stringify(fields)).toString("base64url");
}

function startOf(token: string | null): number | null {
  if (token === null) return 0;
  const read: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  if (typeof read !== "object" || read === null || !("start" in read) || !("until" in read)) return null;
  return Number(read.until) > nowMs() ? Number(read.start) : null;
}
