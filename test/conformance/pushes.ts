import type { Connector, WantedQuantity } from "@stockpool/channels";
import { expect, test } from "vitest";
import { confirmed, expectShown, live, push, signal, unknownLike, wanted } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What a push promises: what is confirmed is shown, every row is accounted for, nothing is done twice. */
export function pushTests(current: () => ChannelWorld): void {
  test.each([0, 1, 8])("a pushed quantity of %d shows up and reads back the same", async (quantity) => {
    const world = current();
    const listing = await world.addListing(5);
    const report = await world.connector.pushQuantities([wanted(listing, { quantity, expected: 5 })], signal);
    expect(report).toEqual({ results: [confirmed(listing)], notSent: [], retryAfterMs: null });
    await expectShown(world, listing, quantity);
    expect(await live(world, listing)).toBe(quantity);
  });

  test("the very same push repeated changes nothing", async () => {
    const world = current();
    const listing = await world.addListing(5);
    const row = wanted(listing, { quantity: 9, expected: 5 });
    await push(world.connector, row);
    expect(await push(world.connector, row)).toEqual(confirmed(listing));
    await expectShown(world, listing, 9);
  });

  test("a push of nothing asks nothing", async () => {
    await current().plant("server_error", { times: 9 });
    expect(await current().connector.pushQuantities([], signal)).toEqual({
      ...{ results: [], notSent: [], retryAfterMs: null },
    });
  });

  test("every row of a large push is accounted for", async () => {
    const world = current();
    const listings = await Promise.all(Array.from({ length: 30 }, (_, index) => world.addListing(index)));
    const rows = listings.map((listing, index) => wanted(listing, { quantity: index + 1, expected: index }));
    const report = await pushAll(world.connector, rows);
    expect(report).toHaveLength(30);
    expect(new Set(report)).toEqual(new Set(listings.map((listing) => JSON.stringify(confirmed(listing)))));
    const quantities = new Map(rows.map((row) => [row.listingId, row.quantity]));
    for (const listing of listings) await expectShown(world, listing, quantities.get(listing.listingId) ?? -1);
    for (const { listingId, quantity } of await world.connector.readQuantities(listings, signal)) {
      expect(quantity).toBe(quantities.get(listingId));
    }
  });

  test.each(["unknown", "of another account"])(
    "a listing that is %s is rejected and spoils no other",
    async (which) => {
      const world = current();
      const listing = await world.addListing(5);
      const strange = which === "unknown" ? unknownLike(listing) : await world.addStrangersListing();
      const rows = [wanted(strange, { quantity: 3, expected: 1 }), wanted(listing, { quantity: 7, expected: 5 })];
      const { results } = await world.connector.pushQuantities(rows, signal);
      expect(results).toHaveLength(2);
      expect(results).toContainEqual(confirmed(listing));
      expect(results).toContainEqual(expect.objectContaining({ kind: "rejected", listingId: strange.listingId }));
      await expectShown(world, listing, 7);
    },
  );

  test.each([1.5, Number.NaN])("a quantity of %d is rejected before it leaves", async (quantity) => {
    const world = current();
    const listing = await world.addListing(5);
    expect(await push(world.connector, wanted(listing, { quantity, expected: 5 }))).toMatchObject({ kind: "rejected" });
    await expectShown(world, listing, 5);
  });
}

/** Pushes until nothing waits, as a worker would; every round is as large as the connector takes. */
async function pushAll(connector: Connector, rows: WantedQuantity[]): Promise<string[]> {
  const results: string[] = [];
  let left = rows;
  for (let round = 0; left.length > 0 && round < 10; round++) {
    const batch = left.slice(0, connector.pushBatchMax);
    const report = await connector.pushQuantities(batch, signal);
    results.push(...report.results.map((result) => JSON.stringify(result)));
    left = left.filter((row) => report.notSent.includes(row.listingId) || !batch.includes(row));
  }
  return results;
}
