import { createHash } from "node:crypto";
import type { WantedQuantity } from "../connector.ts";
import type { ShopifyClient } from "./client.ts";
import { setAvailable } from "./documents.ts";
import type { UserErrors } from "./replies.ts";

/** A wanted quantity with all that Shopify needs to write it safely. */
export interface ReadyQuantity extends WantedQuantity {
  platformStockId: string;
  expected: number;
}

/**
 * Sets `available` of all rows or of none, and only while the shop shows what each row expects. The idempotency key comes
 * from the rows and the try, so the very same request repeated within 24 h is answered and not done again.
 */
export async function setQuantities(
  client: ShopifyClient,
  locationId: string,
  rows: ReadyQuantity[],
  tries: number,
  signal: AbortSignal,
): Promise<UserErrors> {
  const input = {
    name: "available",
    reason: "correction",
    referenceDocumentUri: `gid://stockpool/Push/${rows[0]?.pushId}`,
    quantities: rows.map(({ platformStockId, quantity, expected }) => ({
      inventoryItemId: platformStockId,
      locationId,
      quantity,
      changeFromQuantity: expected,
    })),
  };
  const reply = await client.run(setAvailable, { input, key: keyOf(rows, tries) }, signal);
  return reply.inventorySetQuantities.userErrors;
}

function keyOf(rows: ReadyQuantity[], tries: number): string {
  const content = rows.map(({ pushId, platformStockId, quantity, expected }) => [
    pushId,
    platformStockId,
    quantity,
    expected,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([tries, content]))
    .digest("hex");
}
