import type { PlatformListing } from "@stockpool/channels";
import { expect, test } from "vitest";
import { signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What the catalogue promises: everything that is offered, once. */
export function catalogueTests(current: () => ChannelWorld): void {
  test("the catalogue names every listing once, and none of another account", async () => {
    const world = current();
    const added = await Promise.all(Array.from({ length: 120 }, () => world.addListing(3)));
    const theirs = await world.addStrangersListing();
    const listings = await readCatalogue(world);
    for (const { platformId, platformStockId } of added) {
      expect(listings).toContainEqual(expect.objectContaining({ platformId, platformStockId }));
    }
    expect(listings).not.toContainEqual(expect.objectContaining({ platformId: theirs.platformId }));
    expect(new Set(listings.map((found) => found.platformId)).size).toBe(listings.length);
  });
}

/** The whole catalogue. */
export async function readCatalogue({ connector }: ChannelWorld): Promise<PlatformListing[]> {
  const all: PlatformListing[] = [];
  for await (const page of connector.listListings(signal)) all.push(...page);
  return all;
}
