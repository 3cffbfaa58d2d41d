import { createConnector } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { confirmed, signal, wanted } from "../../conformance/ask.ts";
import { type AnsweringServer, answeringServer } from "../make/answering-server.ts";

let shop: AnsweringServer;
afterEach(() => shop.stop());

const poison = "gid://shopify/InventoryItem/7";
const stale = { field: null, message: "does not match persisted value", code: "CHANGE_FROM_QUANTITY_STALE" };

interface Request {
  variables: { ids?: string[]; input?: { quantities: { inventoryItemId: string }[] } };
}

/** A shop whose readings lag behind: each item reads as 5, and one of them is another in truth, which no reading tells. */
function answerTo({ variables: { ids, input } }: Request): unknown {
  if (ids) {
    const quantities = [{ name: "available", quantity: 5 }];
    return { nodes: ids.map((id) => ({ id, tracked: true, inventoryLevel: { isActive: true, quantities } })) };
  }
  const isPoisoned = input?.quantities.some(({ inventoryItemId }) => inventoryItemId === poison);
  return { inventorySetQuantities: { userErrors: isPoisoned ? [stale] : [] } };
}

test("a row that is refused again and again though it reads as expected holds up no other row of its batch", async () => {
  shop = await answeringServer((response, number) => {
    const data = answerTo(JSON.parse(shop.requests[number - 1]?.body ?? ""));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  });
  const connector = createConnector({
    ...{ platform: "shopify", baseUrl: shop.url.href, settings: { locationId: "gid://shopify/Location/1" } },
    credentials: { shop: "my-shop.myshopify.com", accessToken: "shpat_test", clientSecret: "hush" },
    allowHttp: true,
  });
  const listings = Array.from({ length: 20 }, (_, index) => ({
    ...{ listingId: `listing ${index}`, platformId: `variant ${index}` },
    platformStockId: `gid://shopify/InventoryItem/${index}`,
  }));
  const rows = listings.map((listing) => wanted(listing, { quantity: 3, expected: 5 }));
  const { results, notSent } = await connector.pushQuantities(rows, signal);
  expect(notSent).toEqual([]);
  const rejected = results.filter(({ kind }) => kind === "rejected");
  expect(rejected).toEqual([{ kind: "rejected", listingId: "listing 7", error: expect.stringMatching(/kept being/) }]);
  const others = listings.filter(({ platformStockId }) => platformStockId !== poison);
  expect(results.filter(({ kind }) => kind === "confirmed")).toHaveLength(others.length);
  expect(results).toEqual(expect.arrayContaining(others.map((listing) => confirmed(listing))));
});
