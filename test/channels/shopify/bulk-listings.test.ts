import { createConnector, type PlatformListing } from "@stockpool/channels";
import { startSandbox } from "@stockpool/sandbox";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";

const client = { clientId: "client", clientSecret: "hush" };
const count = 1_100;

async function openShop() {
  const sandbox = await startSandbox();
  const { domain, path, locations } = await sandbox.control.putShopify("shop", client);
  const goods = Array.from({ length: count }, (_, index) => ({ sku: `SKU-${index}`, title: `Mug ${index}` }));
  // Takes no quantity, so no reading of the catalogue names it.
  const bundle = { sku: "SET", title: "Gift set", requiresComponents: true };
  await sandbox.control.putProducts("shopify", "shop", [bundle, ...goods]);
  const connector = createConnector({
    ...{ platform: "shopify", baseUrl: `${sandbox.url}${path}`, credentials: { ...client, shop: domain } },
    ...{ settings: { locationId: locations[0]?.id, bulkFrom: 1_000 }, allowHttp: true },
  });
  return { sandbox, connector };
}

let shop: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(() => shop.sandbox.control.removeFaults());
afterAll(() => shop.sandbox.close());

async function operationsSince(since: number) {
  return (await shop.sandbox.control.requests({ since })).map(({ operation }) => operation);
}

const now = () => performance.timeOrigin + performance.now();

test("a large shop is read by one export, in pages, each variant once", async () => {
  const since = now();
  const pages: PlatformListing[][] = [];
  for await (const page of shop.connector.listListings(signal)) pages.push(page);
  expect(pages.map((page) => page.length)).toEqual([249, 250, 250, 250, 101]);
  const listings = pages.flat();
  expect(new Set(listings.map(({ platformId }) => platformId)).size).toBe(count);
  expect(listings).toContainEqual(expect.objectContaining({ sku: "SKU-7", title: "Mug 7" }));
  const operations = await operationsSince(since);
  expect(operations).toContain("bulkOperationRunQuery");
  expect(operations).not.toContain("productVariants");
});

test("a reading that broke off goes on at its line, in the same export", async () => {
  const place = { cursor: null };
  const first = [];
  for await (const page of shop.connector.listListings(signal, place)) {
    first.push(...page);
    break;
  }
  const since = now();
  const rest = [];
  for await (const page of shop.connector.listListings(signal, place)) rest.push(...page);
  expect(new Set([...first, ...rest].map(({ platformId }) => platformId)).size).toBe(count);
  expect(rest).toHaveLength(count - first.length);
  expect(await operationsSince(since)).not.toContain("bulkOperationRunQuery");
  expect(place.cursor).toBeNull();
});

test.each(["cut_off", "truncated", "html", "empty", "hostile"] as const)(
  "a file that comes as %s is trouble, and not a smaller catalogue",
  async (how) => {
    await shop.sandbox.control.plantFault({ on: "request", operation: "bulk file", action: "garble", how, times: 1 });
    const read = async () => {
      for await (const _page of shop.connector.listListings(signal)) {
        // Only the end counts.
      }
    };
    await expect(read()).rejects.toMatchObject({ name: "PlatformError" });
  },
);

test("while five exports run, the catalogue is read page by page", async () => {
  await shop.sandbox.control.putShopify("shop", { ...client, bulkMs: 60_000 });
  const begin = async () => {
    const [stop, place] = [new AbortController(), { cursor: null }];
    const reading = shop.connector.listListings(stop.signal, place)[Symbol.asyncIterator]().next();
    await expect.poll(() => place.cursor, { timeout: 20_000 }).toMatch(/^bulk:/);
    stop.abort();
    await expect(reading).rejects.toThrow();
  };
  for (let exports = 0; exports < 5; exports++) await begin();
  const since = now();
  let listings = 0;
  for await (const page of shop.connector.listListings(signal)) listings += page.length;
  expect(listings).toBe(count);
  expect(await operationsSince(since)).toContain("productVariants");
});
