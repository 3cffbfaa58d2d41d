import { createHash } from "node:crypto";
import type { WantedQuantity } from "../connector.ts";
import type { ShopifyClient } from "./client.ts";
import { setAvailable } from "./documents.ts";
import type { UserErrors } from "./replies.ts";

/** What one location is to show, and what it is believed to show now. */
export interface Part {
  locationId: string;
  quantity: number;
  from: number;
}

/** A wanted quantity with all that Shopify needs to write it safely: one part for each location that changes. */
export interface ReadyQuantity extends WantedQuantity {
  platformStockId: string;
  expected: number;
  parts: Part[];
}

/**
 * Sets `available` of all rows or of none, and only while the shop shows what each part expects. The idempotency key comes
 * from the rows and the try, so the very same request repeated within 24 h is answered and not done again.
 */
export async function setQuantities(
  client: ShopifyClient,
  rows: ReadyQuantity[],
  tries: number,
  signal: AbortSignal,
): Promise<UserErrors> {
  const input = {
    name: "available",
    reason: "correction",
    referenceDocumentUri: `gid://stockpool/Push/${rows[0]?.pushId}`,
    quantities: rows.flatMap(({ platformStockId, parts }) =>
      parts.map(({ locationId, quantity, from }) => ({
        ...{ inventoryItemId: platformStockId, locationId, quantity, changeFromQuantity: from },
      })),
    ),
  };
  const reply = await client.run(setAvailable, { input, key: keyOf(rows, tries) }, signal);
  return reply.inventorySetQuantities.userErrors;
}

function keyOf(rows: ReadyQuantity[], tries: number): string {
  const content = rows.map(({ pushId, platformStockId, parts }) => [
    pushId,
    platformStockId,
    parts.map(({ locationId, quantity, from }) => [locationId, quantity, from]),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([tries, content]))
    .digest("hex");
}
