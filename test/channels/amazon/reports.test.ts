import type { PlatformListing } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { type AmazonAccount, amazonAccount, signal } from "../make/amazon-account.ts";
import { ean } from "../make/ean.ts";

const marketplaceIds = ["A1805IZSGTT6HS"];
const count = 1_200;
let account: AmazonAccount;

afterEach(async () => {
  expect(await account.control.violations()).toEqual([]);
  await account.sandbox.close();
});

/** More listings of one moment than a search gives. */
async function openLarge(settings: Parameters<typeof amazonAccount>[0] = {}) {
  account = await amazonAccount({ marketplaceIds, ...settings });
  account.connector = account.connect({ marketplaceIds }, { reportFrom: 1_000 });
  const goods = Array.from({ length: count }, (_, index) => {
    return { sku: `SKU-${index}`, title: `Käse № ${index}`, barcode: ean(index), stock: index };
  });
  for (let from = 0; from < count; from += 400) {
    await account.control.putProducts("amazon", "seller", goods.slice(from, from + 400));
  }
  await account.control.putProducts("amazon", "seller", [{ sku: "FBA", title: "At Amazon", fba: { fulfillable: 4 } }]);
}

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

const namesOf = (listings: PlatformListing[]) => new Set(listings.map(({ platformId }) => platformId));
const operations = async () => (await account.control.requests({})).map(({ operation }) => operation);

test("a large catalogue is read by one report, and what Amazon fulfils is left out", async () => {
  await openLarge({ reportCharset: "UTF-8" });
  const listings = await list();
  expect(listings).toHaveLength(count);
  expect(namesOf(listings)).not.toContain("FBA");
  expect(listings[7]).toEqual({
    ...{ platformId: "SKU-7", platformStockId: null, sku: "SKU-7", barcode: ean(7), title: "Käse № 7" },
  });
  expect((await operations()).filter((one) => one === "createReport")).toHaveLength(1);
  expect((await operations()).filter((one) => one === "searchListingsItems")).toHaveLength(1);
});

test("a report is read in the character set that it is served with, packed or not", async () => {
  await openLarge({ reportCharset: "Cp1252", reportIsZipped: false });
  await account.control.putProducts("amazon", "seller", [{ sku: "CAFÉ", title: "Café crème", stock: 3 }]);
  expect(await list()).toContainEqual(expect.objectContaining({ platformId: "CAFÉ", title: "Café crème" }));
  // One search counts the listings; more of them would mean that the report was given up.
  expect((await operations()).filter((one) => one === "searchListingsItems")).toHaveLength(1);
});

test("a reading that broke off goes on in the same report", async () => {
  await openLarge();
  const place = { cursor: null as string | null };
  const first = await list(place, 2);
  const rest = await list(place);
  expect(first.length + rest.length).toBe(count);
  expect(namesOf([...first, ...rest]).size).toBe(count);
  expect((await operations()).filter((one) => one === "createReport")).toHaveLength(1);
});

test.each(["FATAL", "CANCELLED"] as const)(
  "where a report ends as %s, the catalogue is read by searches",
  async (end) => {
    await openLarge({ reportsEndAs: end });
    expect(namesOf(await list()).size).toBe(count);
  },
);

test.each(["html", "empty", "truncated", "cut_off", "nonsense", "hostile"] as const)(
  "where a report comes as %s, the catalogue is read whole by searches: a part is never taken for all",
  async (how) => {
    await openLarge();
    await account.control.plantFault({ on: "request", operation: "GET report", action: "garble", how });
    expect(namesOf(await list()).size).toBe(count);
  },
);

test("a report that names far fewer listings than Amazon counts is not believed to be all", async () => {
  await openLarge({ reportCacheMs: 3_600_000 });
  await list();
  const goods = Array.from({ length: 200 }, (_, index) => ({ sku: `NEW-${index}`, title: "New", stock: 1 }));
  await account.control.putProducts("amazon", "seller", goods);
  expect(namesOf(await list()).size).toBe(count + 200);
});
