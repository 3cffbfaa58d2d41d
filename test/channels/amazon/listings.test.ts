import type { PlatformListing } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { type AmazonAccount, amazonAccount, signal, wantedOf } from "../make/amazon-account.ts";
import { ean } from "../make/ean.ts";

let account: AmazonAccount;

afterEach(async () => {
  expect(await account.control.violations()).toEqual([]);
  await account.sandbox.close();
});

async function list(place = { cursor: null as string | null }, pagesMax = Number.POSITIVE_INFINITY) {
  const found: PlatformListing[] = [];
  let pages = 0;
  for await (const page of account.connector.listListings(signal, place)) {
    found.push(...page);
    pages += 1;
    if (pages >= pagesMax) break;
  }
  return found;
}

test("a listing has its SKU, its barcode and its title; what Amazon fulfils is left out", async () => {
  account = await amazonAccount();
  await account.control.putProducts("amazon", "seller", [
    { sku: "OWN 1/2", title: "Own", barcode: ean(1), stock: 1 },
    { sku: "FBA", title: "At Amazon", fba: { fulfillable: 4 } },
    { sku: "BOTH", title: "Both", stock: 3, fba: { fulfillable: 4 } },
  ]);
  const listings = await list();
  expect(new Set(listings.map(({ sku }) => sku))).toEqual(new Set(["OWN 1/2"]));
  expect(listings[0]).toEqual({
    ...{ platformId: "OWN 1/2", platformStockId: null, sku: "OWN 1/2", barcode: ean(1), title: "Own" },
  });
});

test("a catalogue larger than one search is listed whole, and a reading can go on where it broke off", async () => {
  account = await amazonAccount({ marketplaceIds: ["A1805IZSGTT6HS"] });
  const connector = account.connect({ marketplaceIds: ["A1805IZSGTT6HS"] });
  account.connector = connector;
  // Not all at one moment, or a search could not begin after the last one.
  for (let part = 0; part < 13; part++) {
    const goods = Array.from({ length: 100 }, (_, place) => ({ sku: `SKU-${part}-${place}`, title: "x", stock: 1 }));
    await account.control.putProducts("amazon", "seller", goods);
  }
  const listings = await list();
  expect(listings).toHaveLength(1_300);
  expect(new Set(listings.map(({ platformId }) => platformId)).size).toBe(1_300);
  const place = { cursor: null as string | null };
  const first = await list(place, 30);
  const rest = await list(place);
  expect(rest.length).toBeLessThan(1_300);
  expect(new Set([...first, ...rest].map(({ platformId }) => platformId)).size).toBe(1_300);
});

test("a SKU that is only listed in the second marketplace is read and written there", async () => {
  account = await amazonAccount();
  await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 2 }]);
  expect(await account.connector.readQuantities([wantedOf("A", 0), wantedOf("gone", 0)], signal)).toEqual([
    { listingId: "listing of A", quantity: 2 },
  ]);
});

test("all pages of Amazon's warehouse are read, each kind of unit apart, one marketplace only", async () => {
  account = await amazonAccount();
  const fba = {
    fulfillable: 6,
    reservedForCustomers: 2,
    reservedForProcessing: 1,
    inboundWorking: 3,
    inboundReceiving: 1,
  };
  const goods = Array.from({ length: 120 }, (_, number) => ({ sku: `FBA-${number}`, title: "x", fba }));
  await account.control.putProducts("amazon", "seller", goods);
  const stock = [];
  for await (const page of account.connector.readWarehouse?.(signal) ?? []) stock.push(...page);
  expect(stock).toHaveLength(120);
  expect(stock[0]).toMatchObject({ sku: "FBA-0", sellable: 6, reserved: 2, unavailable: 1, incoming: 4 });
  expect(await account.control.requests({ operation: "getInventorySummaries" })).toHaveLength(3);
});

test("a check tells what stands in the way, and changes nothing", async () => {
  account = await amazonAccount();
  expect(await account.connector.check(signal)).toEqual({ problems: [], locations: [] });
  const elsewhere = account.connect({ marketplaceIds: ["A1F83G8C2ARO7P"] });
  expect((await elsewhere.check(signal)).problems).toEqual([expect.stringContaining("A1F83G8C2ARO7P")]);
  const stranger = account.connect({ refreshToken: "Atzr|other" });
  expect((await stranger.check(signal)).problems).toEqual([expect.stringContaining("refresh token")]);
  const otherSeller = account.connect({ sellerId: "AOTHERSELLER" });
  expect((await otherSeller.check(signal)).problems).toEqual([expect.stringContaining("403")]);
});
