import { expect, test } from "vitest";
import { confirmed, expectShown, push, wanted } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What a written quantity means: each connector states it, and here it is held to its word. */
export function writeKindTests(current: () => ChannelWorld): void {
  test("a write over an order that the hub has not seen does what the connector's kind of write says", async () => {
    const world = current();
    const listing = await world.addListing(5);
    await world.buy(listing, 2);
    const result = await push(world.connector, wanted(listing, { quantity: 4, expected: 5 }));
    switch (world.connector.writeKind) {
      case "compare_and_set":
        expect(result).toEqual({ kind: "stale", listingId: listing.listingId, live: 3 });
        return expectShown(world, listing, 3);
      case "net_of_open_orders":
        expect(result).toEqual(confirmed(listing));
        return expectShown(world, listing, 2);
      case "absolute":
        expect(result).toEqual(confirmed(listing));
        return expectShown(world, listing, 4);
    }
  });

  test("a push that knows of the open order shows just what was asked", async () => {
    const world = current();
    const listing = await world.addListing(5);
    await world.buy(listing, 2);
    const row = wanted(listing, { quantity: 6, expected: 3, openUnits: 2 });
    expect(await push(world.connector, row)).toEqual(confirmed(listing));
    await expectShown(world, listing, 6);
  });

  test("after a write, a sale takes from what was written", async () => {
    const world = current();
    const listing = await world.addListing(1);
    await push(world.connector, wanted(listing, { quantity: 6, expected: 1 }));
    await expectShown(world, listing, 6);
    await world.buy(listing, 4);
    await expectShown(world, listing, 2);
  });

  test("a stale row is told with what is shown, is not written, and stops none of its batch", async () => {
    const world = current();
    const listings = await Promise.all(Array.from({ length: 5 }, () => world.addListing(5)));
    const [edited, ...others] = listings;
    if (!edited) throw new Error("no listing");
    await world.edit(edited, 9);
    const rows = listings.map((listing) => wanted(listing, { quantity: 6, expected: 5 }));
    const { results, notSent } = await world.connector.pushQuantities(rows, new AbortController().signal);
    expect(notSent).toEqual([]);
    for (const other of others) expect(results).toContainEqual(confirmed(other));
    const isComparing = world.connector.writeKind === "compare_and_set";
    const stale = { kind: "stale", listingId: edited.listingId, live: 9 };
    expect(results).toContainEqual(isComparing ? stale : confirmed(edited));
    await expectShown(world, edited, isComparing ? 9 : 6);
    for (const other of others) await expectShown(world, other, 6);
  });
}
