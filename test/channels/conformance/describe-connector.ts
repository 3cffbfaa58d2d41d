import { randomUUID } from "node:crypto";
import {
  type Connector,
  type ListingIds,
  type PlatformOrder,
  RateLimited,
  type WantedQuantity,
} from "@stockpool/channels";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChannelWorld } from "./channel-world.ts";

const signal = new AbortController().signal;

/** What every connector promises, whatever platform it speaks to. */
export function describeConnector(name: string, makeWorld: () => Promise<ChannelWorld>): void {
  describe(`the connector of ${name}`, () => {
    let world: ChannelWorld;

    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world.stop());

    test("a pushed quantity shows up live", async () => {
      const listing = await world.addListing(5);
      const report = await world.connector.pushQuantities([wanted(listing, { quantity: 8, expected: 5 })], signal);
      expect(report).toEqual({ results: [confirmed(listing)], notSent: [], retryAfterMs: null });
      expect(await world.shown(listing)).toBe(8);
      expect(await live(world, listing)).toBe(8);
    });

    test("a push never shows more than was asked, whatever was sold before the hub knew", async () => {
      const listing = await world.addListing(5);
      await world.buy(listing, 2);
      await world.connector.pushQuantities([wanted(listing, { quantity: 4, expected: 5 })], signal);
      expect(await world.shown(listing)).toBeLessThanOrEqual(4);
    });

    test("a push that knows of the open order shows just what was asked", async () => {
      const listing = await world.addListing(5);
      await world.buy(listing, 2);
      const row = wanted(listing, { quantity: 6, expected: 3, openUnits: 2 });
      expect((await world.connector.pushQuantities([row], signal)).results).toEqual([confirmed(listing)]);
      expect(await world.shown(listing)).toBe(6);
    });

    test("the very same push repeated changes nothing", async () => {
      const listing = await world.addListing(5);
      const row = wanted(listing, { quantity: 9, expected: 5 });
      await world.connector.pushQuantities([row], signal);
      const again = await world.connector.pushQuantities([row], signal);
      expect(again.results).toEqual([confirmed(listing)]);
      expect(await world.shown(listing)).toBe(9);
    });

    test("every row of a large push is accounted for", async () => {
      const listings = await Promise.all(Array.from({ length: 30 }, (_, index) => world.addListing(index)));
      const rows = listings.map((listing, index) => wanted(listing, { quantity: index + 1, expected: index }));
      const report = await pushAll(world.connector, rows);
      expect(new Set(report)).toEqual(new Set(listings.map((listing) => JSON.stringify(confirmed(listing)))));
      const quantities = await world.connector.readQuantities(listings, signal);
      expect(quantities).toHaveLength(30);
      for (const { listingId, quantity } of quantities) {
        expect(quantity).toBe(rows.find((row) => row.listingId === listingId)?.quantity);
      }
    });

    test("a listing that the platform does not know is rejected and spoils no other", async () => {
      const listing = await world.addListing(5);
      const rows = [
        wanted(unknownLike(listing), { quantity: 3, expected: 1 }),
        wanted(listing, { quantity: 7, expected: 5 }),
      ];
      const { results } = await world.connector.pushQuantities(rows, signal);
      expect(results).toContainEqual(confirmed(listing));
      expect(results).toContainEqual(expect.objectContaining({ kind: "rejected", listingId: rows[0]?.listingId }));
      expect(await world.shown(listing)).toBe(7);
    });

    test("an unknown listing is left out of what is read", async () => {
      const listing = await world.addListing(5);
      const read = await world.connector.readQuantities([unknownLike(listing), listing], signal);
      expect(read).toEqual([{ listingId: listing.listingId, quantity: 5 }]);
    });

    test("an order appears in the next pull, whole, and can be read alone", async () => {
      const listing = await world.addListing(5);
      const since = new Date();
      const id = await world.buy(listing, 2);
      const pulled = (await pull(world.connector, since)).find(({ platformOrderId }) => platformOrderId === id);
      expect(pulled?.fulfilledBy).toBe("merchant");
      expect(pulled?.lines).toMatchObject([{ platformId: listing.platformId, ordered: 2, cancelled: 0, shipped: 0 }]);
      expect(await world.connector.readOrder(id, signal)).toEqual(pulled);
    });

    test("an order that does not exist reads as null", async () => {
      const listing = await world.addListing(1);
      const id = await world.buy(listing, 1);
      expect(await world.connector.readOrder(id.replace(/\d{3}$/, "000"), signal)).toBeNull();
    });

    test("a pull gives the oldest change first", async () => {
      const listing = await world.addListing(60);
      const since = new Date();
      for (let number = 0; number < 55; number++) await world.buy(listing, 1);
      const times = (await pull(world.connector, since)).map(({ updatedAt }) => updatedAt.getTime());
      expect(times.length).toBeGreaterThanOrEqual(55);
      expect(times).toEqual([...times].sort((one, other) => one - other));
    });

    test("a parcel is told once, and its units are shipped", async () => {
      const listing = await world.addListing(5);
      const id = await world.buy(listing, 2);
      const order = await world.connector.readOrder(id, signal);
      const lines = (order?.lines ?? []).map(({ platformLineId }) => ({ platformLineId, quantity: 2 }));
      const tracking = `3S${randomUUID()}`;
      const parcel = { platformOrderId: id, lines, carrier: "DHL", tracking, trackingUrl: null };
      const shipment = { shipmentId: randomUUID(), ...parcel };
      await expect.poll(() => world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
      expect(await world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
      const shipped = await world.connector.readOrder(id, signal);
      expect(shipped?.lines).toMatchObject([{ ordered: 2, cancelled: 0, shipped: 2 }]);
    });

    test("the catalogue names every listing once", async () => {
      const listing = await world.addListing(3);
      const listings = [];
      for await (const page of world.connector.listListings(signal)) listings.push(...page);
      const { platformId, platformStockId } = listing;
      expect(listings).toContainEqual(expect.objectContaining({ platformId, platformStockId }));
      expect(new Set(listings.map((found) => found.platformId)).size).toBe(listings.length);
    });

    test("under 429 rows wait, none is lost, and the platform's time is named", async () => {
      const listings = await Promise.all([world.addListing(1), world.addListing(1), world.addListing(1)]);
      await world.plant("rate_limit");
      const rows = listings.map((listing) => wanted(listing, { quantity: 2, expected: 1 }));
      const report = await world.connector.pushQuantities(rows, signal);
      expect(report.retryAfterMs).toBeGreaterThan(0);
      expect(report.notSent.length).toBeGreaterThan(0);
      const told = [...report.notSent, ...report.results.map(({ listingId }) => listingId)];
      expect(told.sort()).toEqual(rows.map(({ listingId }) => listingId).sort());
      for (const listing of listings) {
        const isWritten = !report.notSent.includes(listing.listingId);
        expect(await world.shown(listing)).toBe(isWritten ? 2 : 1);
      }
    });

    test("a read under 429 says when to come back", async () => {
      const listing = await world.addListing(1);
      await world.plant("rate_limit");
      const trouble = await world.connector.readQuantities([listing], signal).catch((error: unknown) => error);
      expect(trouble).toBeInstanceOf(RateLimited);
      expect(trouble).toHaveProperty("retryAfterMs", 2_000);
    });

    test("a push whose answer is lost is unknown, although it took effect", async () => {
      const listing = await world.addListing(5);
      await world.plant("answer_lost");
      const { results } = await world.connector.pushQuantities([wanted(listing, { quantity: 6, expected: 5 })], signal);
      expect(results).toMatchObject([{ kind: "unknown", listingId: listing.listingId }]);
      expect(await world.shown(listing)).toBe(6);
    });

    test("a push that is answered with HTML is unknown", async () => {
      const listing = await world.addListing(5);
      await world.plant("html");
      const { results } = await world.connector.pushQuantities([wanted(listing, { quantity: 6, expected: 5 })], signal);
      expect(results).toMatchObject([{ kind: "unknown", listingId: listing.listingId }]);
    });

    test("a read that is answered with HTML is trouble, not an empty answer", async () => {
      const listing = await world.addListing(5);
      await world.plant("html");
      await expect(world.connector.readQuantities([listing], signal)).rejects.toMatchObject({ name: "PlatformError" });
    });

    test("no error shows a secret", async () => {
      const listing = await world.addListing(1);
      const stranger = world.strangersConnector();
      const row = wanted(listing, { quantity: 2, expected: 1 });
      const troubles = [
        stranger.readQuantities([listing], signal),
        stranger.pushQuantities([row], signal),
        pull(stranger, new Date()),
      ];
      for (const trouble of await Promise.allSettled(troubles)) {
        if (trouble.status === "fulfilled") throw new Error("a stranger was let in");
        expect(trouble.reason).toMatchObject({ name: "PlatformError", status: 401 });
        for (const secret of world.secrets) expect(whole(trouble.reason)).not.toContain(secret);
      }
      expect(await world.shown(listing)).toBe(1);
    });
  });
}

/** A wanted quantity of a listing, as a fresh attempt. */
export function wanted(listing: ListingIds, matters: Partial<WantedQuantity> & { quantity: number }): WantedQuantity {
  return { ...listing, pushId: randomUUID(), expected: null, openUnits: 0, ...matters };
}

/** What a confirmed row looks like. */
export function confirmed({ listingId }: ListingIds) {
  return { kind: "confirmed", listingId };
}

/** All orders changed since, in the order in which they came. */
export async function pull(connector: Connector, since: Date): Promise<PlatformOrder[]> {
  const orders: PlatformOrder[] = [];
  for await (const page of connector.pullOrders(since, signal)) orders.push(...page);
  return orders;
}

async function live(world: ChannelWorld, listing: ListingIds): Promise<number | undefined> {
  return (await world.connector.readQuantities([listing], signal))[0]?.quantity;
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

function unknownLike(listing: ListingIds): ListingIds {
  const other = (id: string) => id.replace(/[0-9a-f]{4}$/, "0000");
  const { platformId, platformStockId } = listing;
  return {
    listingId: randomUUID(),
    platformId: other(platformId),
    platformStockId: platformStockId && other(platformStockId),
  };
}

/** Everything that an error could show, its stack and causes too. */
function whole(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), error.cause && whole(error.cause)].join("\n");
}
