import { expect, test } from "vitest";
import { signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What the catalogue promises: everything that is offered, once. */
export function catalogueTests(current: () => ChannelWorld): void {
  test("the catalogue names every listing once", async () => {
    const world = current();
    const added = await Promise.all(Array.from({ length: 120 }, () => world.addListing(3)));
    const listings = [];
    for await (const page of world.connector.listListings(signal)) listings.push(...page);
    for (const { platformId, platformStockId } of added) {
      expect(listings).toContainEqual(expect.objectContaining({ platformId, platformStockId }));
    }
    expect(new Set(listings.map((found) => found.platformId)).size).toBe(listings.length);
  });
}
