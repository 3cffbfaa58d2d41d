import { randomUUID } from "node:crypto";
import type { PlatformShipment } from "@stockpool/channels";
import { expect, test } from "vitest";
import { signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What the news of a parcel promises: it is told once. */
export function parcelTests(current: () => ChannelWorld): void {
  test("a parcel is told once, and its units are shipped", async () => {
    const world = current();
    const shipment = await parcelOf(world, 2, 2, `3S${randomUUID()}`);
    await expect.poll(() => world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
    expect(await world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
    const shipped = await world.connector.readOrder(shipment.platformOrderId, signal);
    expect(shipped?.lines).toMatchObject([{ ordered: 2, cancelled: 0, shipped: 2 }]);
  });
}

/** The news of a parcel with `units` of a fresh order of `ordered`. */
async function parcelOf(
  world: ChannelWorld,
  ordered: number,
  units: number,
  tracking: string | null,
): Promise<PlatformShipment> {
  const platformOrderId = await world.buy(await world.addListing(9), ordered);
  const order = await world.connector.readOrder(platformOrderId, signal);
  const lines = (order?.lines ?? []).map(({ platformLineId }) => ({ platformLineId, quantity: units, toldBefore: 0 }));
  return { shipmentId: randomUUID(), platformOrderId, lines, carrier: "DHL", tracking, trackingUrl: null };
}
