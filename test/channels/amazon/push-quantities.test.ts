import { afterEach, expect, test } from "vitest";
import { type AmazonAccount, amazonAccount, signal, wantedOf } from "../make/amazon-account.ts";

let account: AmazonAccount;

afterEach(async () => {
  expect(await account.control.violations()).toEqual([]);
  await account.sandbox.close();
});

const sell = (...skus: string[]) =>
  account.control.putProducts(
    "amazon",
    "seller",
    skus.map((sku) => ({ sku, title: sku, stock: 5 })),
  );

test("what Amazon accepted is not confirmed before buyers see it", async () => {
  account = await amazonAccount({ effectMs: 2_000 });
  await sell("A");
  const report = await account.connector.pushQuantities([wantedOf("A", 8)], signal);
  expect(report.results).toEqual([
    { kind: "accepted", listingId: "listing of A", note: expect.stringContaining("shows 5") },
  ]);
  await expect.poll(() => account.live("A"), { timeout: 15_000 }).toBe(8);
});

test("a write keeps the handling time", async () => {
  account = await amazonAccount();
  await sell("A");
  await account.connector.pushQuantities([wantedOf("A", 8)], signal);
  expect(await availabilityOf("A")).toEqual([
    { fulfillment_channel_code: "DEFAULT", quantity: 8, lead_time_to_ship_max_days: 3 },
  ]);
});

test("a SKU that Amazon fulfils is refused by its channel, never written, and spoils no other", async () => {
  account = await amazonAccount();
  await sell("OWN");
  await account.control.putProducts("amazon", "seller", [{ sku: "FBA", title: "FBA", fba: { fulfillable: 4 } }]);
  const { results } = await account.connector.pushQuantities([wantedOf("FBA", 9), wantedOf("OWN", 9)], signal);
  expect(results).toContainEqual({ kind: "confirmed", listingId: "listing of OWN" });
  expect(results).toContainEqual(
    expect.objectContaining({ kind: "rejected", error: expect.stringMatching(/AMAZON_EU/) }),
  );
  const written = await account.control.requests({ operation: "patchListingsItem" });
  expect(written.flatMap(({ quantities }) => quantities.map(({ sku }) => sku))).toEqual(["OWN"]);
  expect(await account.connector.readQuantities([wantedOf("FBA", 0)], signal)).toEqual([]);
});

test("a SKU that moved into Amazon's warehouse after it was written is seen by the next connector", async () => {
  account = await amazonAccount();
  await sell("A");
  await account.connector.pushQuantities([wantedOf("A", 6)], signal);
  await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", fba: { fulfillable: 1 } }]);
  const { results } = await account.connect().pushQuantities([wantedOf("A", 7)], signal);
  expect(results).toMatchObject([{ kind: "rejected" }]);
});

test("one call serves all marketplaces, and what Amazon finds wrong is told in its words", async () => {
  account = await amazonAccount();
  await sell("A/1 é,b", "B");
  const { results } = await account.connector.pushQuantities([wantedOf("B", 7), wantedOf("gone", 1)], signal);
  expect(results).toContainEqual({ kind: "confirmed", listingId: "listing of B" });
  expect(results).toContainEqual(
    expect.objectContaining({ kind: "rejected", error: expect.stringMatching(/SKU gone/) }),
  );
  expect(await account.control.requests({ operation: "patchListingsItem" })).toHaveLength(1);
});

test("hundreds of first writes go in one feed and none by itself", async () => {
  account = await amazonAccount({ feedMs: 30 });
  const skus = Array.from({ length: 320 }, (_, number) => `SKU-${number}`);
  await sell(...skus);
  const rows = skus.map((sku) => wantedOf(sku, 9, null));
  const { results } = await account.connector.pushQuantities(rows, signal);
  expect(results).toHaveLength(320);
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["accepted"]));
  await expect.poll(() => account.live("SKU-319"), { timeout: 15_000 }).toBe(9);
  expect(await account.control.requests({ operation: "patchListingsItem" })).toEqual([]);
  expect(await account.control.requests({ operation: "createFeed" })).toHaveLength(2);
});

test("hundreds of later writes go one by one, 200 at a time: a late feed could overwrite them", async () => {
  account = await amazonAccount();
  const skus = Array.from({ length: 310 }, (_, number) => `SKU-${number}`);
  await sell(...skus);
  const rows = skus.map((sku) => wantedOf(sku, 9));
  const { results, notSent, retryAfterMs } = await account.connector.pushQuantities(rows, signal);
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["confirmed"]));
  expect([results.length, notSent.length, retryAfterMs]).toEqual([200, 110, 0]);
  expect(await account.control.requests({ operation: "createFeed" })).toEqual([]);
});

test("at Amazon's own limits a push writes what the budget gives, and the rest waits for its time", async () => {
  account = await amazonAccount({ rateFactor: 1 }, 1);
  const skus = Array.from({ length: 12 }, (_, number) => `SKU-${number}`);
  await sell(...skus);
  const startedAt = Date.now();
  const { results, notSent } = await account.connector.pushQuantities(
    skus.map((sku) => wantedOf(sku, 9)),
    signal,
  );
  expect(results.length + notSent.length).toBe(12);
  const written = await account.control.requests({ operation: "patchListingsItem" });
  expect(written.filter(({ status }) => status === 429)).toEqual([]);
  expect(written.length).toBeLessThanOrEqual(5 + Math.ceil(((Date.now() - startedAt) / 1_000) * 5));
});

async function availabilityOf(sku: string): Promise<unknown> {
  const body = new URLSearchParams({
    ...{
      grant_type: "refresh_token",
      refresh_token: "Atzr|refresh",
      client_id: "client",
      client_secret: "client-secret",
    },
  });
  const token = await (await fetch(`${account.root}/auth/o2/token`, { method: "POST", body })).json();
  const query = "marketplaceIds=A1805IZSGTT6HS&includedData=attributes";
  const response = await fetch(`${account.root}/listings/2021-08-01/items/A3TH9S8BH6GOGM/${sku}?${query}`, {
    headers: { "x-amz-access-token": Object(token).access_token },
  });
  return Object(await response.json()).attributes.fulfillment_availability;
}
