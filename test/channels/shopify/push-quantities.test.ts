import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmed, wanted } from "../../conformance/ask.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";
import { shopifyWorld } from "../make/shopify-world.ts";

const signal = new AbortController().signal;
let world: SandboxWorld;

beforeAll(async () => {
  world = await shopifyWorld();
});
afterAll(() => world.stop());

async function listings(count: number, quantity: number) {
  return Promise.all(Array.from({ length: count }, () => world.addListing(quantity)));
}

test("a row that was sold from meanwhile is stale, is not written, and stops none of its batch", async () => {
  const [one, sold, three] = await listings(3, 5);
  if (!one || !sold || !three) throw new Error("no listings");
  await world.buy(sold, 2);
  const rows = [one, sold, three].map((listing) => wanted(listing, { quantity: 9, expected: 5 }));
  const { results } = await world.connector.pushQuantities(rows, signal);
  expect(results).toHaveLength(3);
  expect(results).toContainEqual({ kind: "stale", listingId: sold.listingId, live: 3 });
  expect(results).toContainEqual(confirmed(one));
  expect(results).toContainEqual(confirmed(three));
  expect([await world.shown(one), await world.shown(sold), await world.shown(three)]).toEqual([9, 3, 9]);
});

test("a full batch with stale rows takes three calls, however many are stale", async () => {
  const all = await listings(250, 5);
  const edits = all.slice(0, 40).map((listing) => ({ sku: world.skuOf(listing), quantity: 7 }));
  await world.sandbox.control.editStock("shopify", "shop", edits);
  const since = performance.timeOrigin + performance.now();
  const rows = all.map((listing) => wanted(listing, { quantity: 6, expected: 5 }));
  const { results, notSent } = await world.connector.pushQuantities(rows, signal);
  expect(notSent).toEqual([]);
  expect(results.filter(({ kind }) => kind === "confirmed")).toHaveLength(210);
  expect(results.filter((result) => result.kind === "stale" && result.live === 7)).toHaveLength(40);
  const calls = await world.sandbox.control.requests({ since });
  expect(calls.map(({ operation }) => operation)).toEqual([
    "inventorySetQuantities",
    "nodes",
    "inventorySetQuantities",
  ]);
});

test("a row that nothing is known of is read and never written", async () => {
  const listing = await world.addListing(5);
  const { results } = await world.connector.pushQuantities([wanted(listing, { quantity: 3, expected: null })], signal);
  expect(results).toEqual([{ kind: "stale", listingId: listing.listingId, live: 5 }]);
  expect(await world.shown(listing)).toBe(5);
});

test("two listings of one inventory item never meet in one call", async () => {
  const one = await world.addListing(5);
  const twin = { ...one, listingId: "twin" };
  const rows = [wanted(one, { quantity: 3, expected: 5 }), wanted(twin, { quantity: 3, expected: 3 })];
  const { results } = await world.connector.pushQuantities(rows, signal);
  expect(results).toEqual([confirmed(one), confirmed(twin)]);
});

test("the same push sent after an unknown outcome is answered, not done again", async () => {
  const listing = await world.addListing(5);
  const row = wanted(listing, { quantity: 6, expected: 5 });
  await world.plant("lost_after", { on: "write" });
  expect((await world.connector.pushQuantities([row], signal)).results).toMatchObject([{ kind: "unknown" }]);
  await world.buy(listing, 2);
  expect((await world.connector.pushQuantities([row], signal)).results).toEqual([confirmed(listing)]);
  expect(await world.shown(listing)).toBe(4);
});

test.each([-1, 1.5, 1_000_000_000_001, Number.NaN])(
  "a quantity of %d is rejected before it leaves",
  async (quantity) => {
    const listing = await world.addListing(5);
    const { results } = await world.connector.pushQuantities([wanted(listing, { quantity, expected: 5 })], signal);
    expect(results).toMatchObject([{ kind: "rejected", error: `quantity must be 0–1000000000, got ${quantity}` }]);
  },
);

test("a listing without an inventory item is rejected before it leaves", async () => {
  const listing = { ...(await world.addListing(5)), platformStockId: null };
  const { results } = await world.connector.pushQuantities([wanted(listing, { quantity: 1, expected: 5 })], signal);
  expect(results).toMatchObject([{ kind: "rejected", error: "listing has no inventory item id" }]);
});

test("an unstocked bundle parent is rejected by name and spoils no other row", async () => {
  const [bundle] = await world.sandbox.control.putProducts("shopify", "shop", [
    { sku: "SET", title: "Gift set", requiresComponents: true },
  ]);
  if (!bundle) throw new Error("no bundle");
  const listing = await world.addListing(5);
  const { platformId, platformStockId } = bundle;
  const set = { listingId: "set", platformId, platformStockId };
  const rows = [wanted(set, { quantity: 4, expected: 0 }), wanted(listing, { quantity: 4, expected: 5 })];
  const { results } = await world.connector.pushQuantities(rows, signal);
  expect(results).toContainEqual(confirmed(listing));
  expect(results).toContainEqual({
    kind: "rejected",
    listingId: "set",
    error: expect.stringContaining("NON_MUTABLE_INVENTORY_ITEM"),
  });
});

test("an item that the shop sells without end is rejected, at its first write and later, and reads as nothing", async () => {
  const product = { sku: "ENDLESS", title: "Endless", stock: 5 };
  const [ids] = await world.sandbox.control.putProducts("shopify", "shop", [{ ...product, tracked: false }]);
  if (!ids) throw new Error("no product");
  const { platformId, platformStockId } = ids;
  const endless = { listingId: "endless", platformId, platformStockId };
  const tracked = await world.addListing(5);
  const rows = [wanted(endless, { quantity: 4 }), wanted(tracked, { quantity: 4, expected: 5 })];
  const { results } = await world.connector.pushQuantities(rows, signal);
  expect(results).toContainEqual(confirmed(tracked));
  const rejected = { kind: "rejected", listingId: "endless", error: expect.stringContaining("does not track") };
  expect(results).toContainEqual(rejected);
  expect(await world.connector.readQuantities([endless], signal)).toEqual([]);
  // Stale, so it is read again.
  const later = await world.connector.pushQuantities([wanted(endless, { quantity: 4, expected: 7 })], signal);
  expect(later.results).toEqual([rejected]);
});
