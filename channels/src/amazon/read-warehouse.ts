import type { WarehouseStock } from "../connector.ts";
import { patiently } from "../http/patiently.ts";
import { PlatformError } from "../trouble.ts";
import type { Account } from "./account.ts";
import { type FbaSummary, summariesReply } from "./replies.ts";

/**
 * All that lies in Amazon's warehouses. Only one marketplace is asked: within Europe each shows the same units, and adding them up
 * would count them several times over.
 */
export async function* readWarehouse(account: Account, signal: AbortSignal): AsyncGenerator<WarehouseStock[]> {
  const [marketplaceId] = account.marketplaceIds;
  const scope = { granularityType: "Marketplace", granularityId: marketplaceId, marketplaceIds: marketplaceId };
  const request = { operation: "getInventorySummaries", method: "GET", path: "/fba/inventory/v1/summaries" } as const;
  let nextToken: string | null = null;
  do {
    const query: Record<string, string> = { ...scope, details: "true", ...(nextToken !== null && { nextToken }) };
    const page: Summaries | null = await patiently(
      () => account.client.read({ ...request, query }, summariesReply, signal),
      signal,
    );
    if (page === null) throw new PlatformError("Amazon has no list of its warehouses' stock", 404);
    yield page.payload.inventorySummaries.map(toStock);
    const next: string | null = page.pagination?.nextToken || null;
    if (next !== null && next === nextToken) throw new PlatformError("Amazon's list of stock does not move on");
    nextToken = next;
  } while (nextToken !== null);
}

type Summaries = (typeof summariesReply)["_output"];

/** Amazon's "reserved" is three things: only what customers bought is promised; the rest is on its way between shelves. */
function toStock({ sellerSku, inventoryDetails: details }: FbaSummary): WarehouseStock {
  const { reservedQuantity: reserved, unfulfillableQuantity, researchingQuantity } = details;
  return {
    platformId: sellerSku,
    sku: sellerSku,
    barcode: null,
    sellable: details.fulfillableQuantity,
    unavailable:
      unfulfillableQuantity.totalUnfulfillableQuantity +
      researchingQuantity.totalResearchingQuantity +
      reserved.pendingTransshipmentQuantity +
      reserved.fcProcessingQuantity,
    reserved: reserved.pendingCustomerOrderQuantity,
    incoming: details.inboundWorkingQuantity + details.inboundShippedQuantity + details.inboundReceivingQuantity,
  };
}
