import { expect, test } from "vitest";
import { signal, unknownLike } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What a reading of quantities promises: what is there, and nothing about what is not. */
export function readTests(current: () => ChannelWorld): void {
  test("an unknown listing, and one of another account, are left out of what is read", async () => {
    const world = current();
    const listing = await world.addListing(5);
    const strange = [unknownLike(listing), await world.addStrangersListing()];
    const read = await world.connector.readQuantities([...strange, listing], signal);
    expect(read).toEqual([{ listingId: listing.listingId, quantity: 5 }]);
  });

  test("sold out reads as 0, not as unknown", async () => {
    const world = current();
    const listing = await world.addListing(2);
    await world.buy(listing, 2);
    expect(await world.connector.readQuantities([listing], signal)).toEqual([
      { listingId: listing.listingId, quantity: 0 },
    ]);
  });

  test("300 listings are read at once, each once", async () => {
    const world = current();
    const listings = await Promise.all(Array.from({ length: 300 }, (_, index) => world.addListing(index)));
    const read = await world.connector.readQuantities(listings, signal);
    expect(new Map(read.map(({ listingId, quantity }) => [listingId, quantity]))).toEqual(
      new Map(listings.map(({ listingId }, index) => [listingId, index])),
    );
    expect(read).toHaveLength(300);
  });

  test("expired tokens are renewed without anybody's help", async () => {
    const world = current();
    const listing = await world.addListing(5);
    await world.expireTokens();
    const reads = Array.from({ length: 5 }, () => world.connector.readQuantities([listing], signal));
    for (const read of await Promise.all(reads)) expect(read).toHaveLength(1);
  });
}
