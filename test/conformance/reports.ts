import type { Connector, ListingIds } from "@stockpool/channels";
import { expect, test } from "vitest";
import { signal, unknownLike } from "./ask.ts";
import { type ChannelWorld, garblings } from "./channel-world.ts";

/** What a report of all quantities promises: what it says was shown, and nothing about what it does not name. */
export function reportTests(current: () => ChannelWorld): void {
  test("a report tells what each listing shows, also 0, and names no listing that is unknown or another account's", async () => {
    const world = current();
    const [some, none] = [await world.addListing(7), await world.addListing(0)];
    const strange = [unknownLike(some), await world.addStrangersListing()];
    const told = await report(world.connector);
    expect(told.get(some.platformId)).toBe(7);
    expect(told.get(none.platformId)).toBe(0);
    for (const { platformId } of strange) expect(told.has(platformId)).toBe(false);
  });

  test("a report that one process asked for is read by another", async () => {
    const world = current();
    const listing = await world.addListing(4);
    const { askReport } = reporterOf(world.connector);
    const reference = await askReport(signal);
    const other = world.freshConnector();
    await untilReady(other, reference);
    expect((await read(other, reference)).get(listing.platformId)).toBe(4);
    expect((await read(other, reference)).get(listing.platformId)).toBe(4);
  });

  test("a report that nobody asked for is over, and cannot be read", async () => {
    const connector = current().connector;
    const { lookAtReport } = reporterOf(connector);
    expect(await lookAtReport("99999999999", signal)).toMatchObject({ kind: "failed" });
    await expect(read(connector, "99999999999")).rejects.toMatchObject({ name: "PlatformError" });
    await expect(read(connector, "../etc")).rejects.toMatchObject({ name: "PlatformError" });
  });

  test.each(garblings)(
    "a report that comes as %s is trouble, and tells nothing that was not shown",
    async (garbling) => {
      const world = current();
      const listings = await Promise.all(Array.from({ length: 40 }, (_, index) => world.addListing(index)));
      const reference = await ready(world.connector);
      await world.plant(garbling, { times: 50 });
      const told = new Map<string, number>();
      const { readReport } = reporterOf(world.connector);
      const reading = (async () => {
        for await (const page of readReport(reference, signal)) {
          for (const { platformId, quantity } of page) told.set(platformId, quantity);
        }
      })();
      await expect(reading).rejects.toMatchObject({ name: "PlatformError" });
      expectTrue(told, listings);
    },
  );
}

/** Whatever was told of a listing is what it shows. */
function expectTrue(told: Map<string, number>, listings: ListingIds[]): void {
  for (const [index, { platformId }] of listings.entries()) {
    if (told.has(platformId)) expect(told.get(platformId)).toBe(index);
  }
}

function reporterOf({ askReport, lookAtReport, readReport }: Connector) {
  if (!askReport || !lookAtReport || !readReport) throw new Error("this connector reads no reports");
  return { askReport, lookAtReport, readReport };
}

async function report(connector: Connector): Promise<Map<string, number>> {
  return read(connector, await ready(connector));
}

async function ready(connector: Connector): Promise<string> {
  const reference = await reporterOf(connector).askReport(signal);
  await untilReady(connector, reference);
  return reference;
}

async function untilReady(connector: Connector, reference: string): Promise<void> {
  await expect.poll(() => reporterOf(connector).lookAtReport(reference, signal)).toEqual({ kind: "ready" });
}

async function read(connector: Connector, reference: string): Promise<Map<string, number>> {
  const told = new Map<string, number>();
  for await (const page of reporterOf(connector).readReport(reference, signal)) {
    for (const { platformId, quantity } of page) told.set(platformId, quantity);
  }
  return told;
}
