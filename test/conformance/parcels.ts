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

  test("a parcel without a tracking number is told once too, while more units of its line wait", async () => {
    const world = current();
    const shipment = await parcelOf(world, 5, 2, null);
    await expect.poll(() => world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
    expect(await world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
    const read = async () => (await world.connector.readOrder(shipment.platformOrderId, signal))?.lines;
    expect(await read()).toMatchObject([{ ordered: 5, shipped: 2 }]);
    const lines = shipment.lines.map((line) => ({ ...line, quantity: 1, toldBefore: 2 }));
    const next = { ...shipment, shipmentId: randomUUID(), lines };
    await expect.poll(() => world.connector.ship(next, signal)).toEqual({ kind: "told" });
    expect(await world.connector.ship(next, signal)).toEqual({ kind: "told" });
    expect(await read()).toMatchObject([{ ordered: 5, shipped: 3 }]);
  });

  test("a parcel whose news took effect and was not answered is told once when it is repeated", async () => {
    const world = current();
    const shipment = await parcelOf(world, 5, 2, null);
    await world.plant("lost_after", { on: "parcel" });
    await expect(world.connector.ship(shipment, signal)).rejects.toMatchObject({ name: "OutcomeUnknown" });
    await expect.poll(() => world.connector.ship(shipment, signal)).toEqual({ kind: "told" });
    const order = await world.connector.readOrder(shipment.platformOrderId, signal);
    expect(order?.lines).toMatchObject([{ ordered: 5, shipped: 2 }]);
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
