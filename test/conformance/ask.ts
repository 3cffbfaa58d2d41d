import { randomUUID } from "node:crypto";
import type { Connector, ListingIds, PlatformOrder, PushResult, WantedQuantity } from "@stockpool/channels";
import { expect } from "vitest";
import type { ChannelWorld } from "./channel-world.ts";

/** Never aborted. */
export const signal = new AbortController().signal;

/** A wanted quantity of a listing, as a fresh attempt. */
export function wanted(listing: ListingIds, matters: Partial<WantedQuantity> & { quantity: number }): WantedQuantity {
  return { ...listing, pushId: randomUUID(), expected: null, openUnits: 0, ...matters };
}

/** What a confirmed row looks like. */
export function confirmed({ listingId }: ListingIds): PushResult {
  return { kind: "confirmed", listingId };
}

/** Pushes one row and gives its result. */
export async function push(connector: Connector, row: WantedQuantity): Promise<PushResult | undefined> {
  return (await connector.pushQuantities([row], signal)).results[0];
}

/** All orders changed since, in the order in which they came. */
export async function pull(connector: Connector, since: Date): Promise<PlatformOrder[]> {
  const orders: PlatformOrder[] = [];
  for await (const page of connector.pullOrders(since, signal)) orders.push(...page);
  return orders;
}

/** What the connector reads back for one listing. */
export async function live(world: ChannelWorld, listing: ListingIds): Promise<number | undefined> {
  return (await world.connector.readQuantities([listing], signal))[0]?.quantity;
}

/** Waits until a buyer sees `quantity`: some platforms take a write first and show it later. */
export async function expectShown(world: ChannelWorld, listing: ListingIds, quantity: number): Promise<void> {
  await expect.poll(() => world.shown(listing)).toBe(quantity);
}

/** An id that looks right and belongs to nothing. */
export function unknownLike(listing: ListingIds): ListingIds {
  const other = (id: string) => id.replace(/[0-9a-f]{4}$/, "0000");
  const { platformId, platformStockId } = listing;
  return {
    listingId: randomUUID(),
    platformId: other(platformId),
    platformStockId: platformStockId && other(platformStockId),
  };
}
