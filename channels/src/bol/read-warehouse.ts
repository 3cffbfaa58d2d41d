import type { WarehouseStock } from "../connector.ts";
import { patiently } from "../http/patiently.ts";
import { PlatformError } from "../trouble.ts";
import type { BolClient } from "./client.ts";
import { inventoryReply } from "./replies.ts";

/** 50 a page (OpenAPI v10, May 2026). */
const pageSize = 50;
const pagesMax = 2_000;
/** A reading goes on at a page's number, so it waits for its budget of 20 pages a minute. */
const waitMaxMs = 60_000;

/**
 * What lies in bol's own warehouse (LVB). bol tells what is regular and what is graded (opened, damaged), and neither what is
 * promised nor what is on its way. Throws when a page names a thing twice: things shift between pages while they are read.
 */
export async function* readWarehouse(client: BolClient, signal: AbortSignal): AsyncGenerator<WarehouseStock[]> {
  const seen = new Set<string>();
  for (let page = 1; page <= pagesMax; page++) {
    const query = new URLSearchParams({ page: String(page) });
    const request = {
      endpoint: "readInventory",
      method: "GET",
      path: "/retailer/inventory",
      query,
      waitMaxMs,
    } as const;
    const reply = await patiently(() => client.read(request, inventoryReply, signal), signal);
    if (reply === null) throw new PlatformError("bol knows no inventory of this account", 404);
    for (const { bsku } of reply.inventory) {
      if (seen.has(bsku)) throw new PlatformError(`bol's inventory shifted while it was read: ${bsku} came twice`);
      seen.add(bsku);
    }
    yield reply.inventory.map(({ ean, regularStock, gradedStock }) => ({
      ...{ platformId: null, sku: null, barcode: ean, reserved: 0, incoming: 0 },
      ...{ sellable: regularStock, unavailable: gradedStock },
    }));
    if (reply.inventory.length < pageSize) return;
  }
  throw new PlatformError(`bol listed more than ${pagesMax} pages of inventory`);
}
