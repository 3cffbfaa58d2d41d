import { randomUUID } from "node:crypto";
import type { PlatformOrder, PlatformOrderLine, ShipResult } from "@stockpool/channels";
import { describe, expect, test } from "vitest";
import { live, signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What asking a platform to cancel promises: it is done once, of what was asked alone, and told when the platform has done it. */
export function cancellationTests(current: () => ChannelWorld): void {
  describe("cancellations", () => {
    test("what is cancelled has nothing open and is for sale again, and asking again changes nothing", async () => {
      const world = current();
      const listing = await world.addListing(9);
      const order = await read(world, await world.buy(listing, 2));
      expect(await cancelled(world, order)).toEqual({ kind: "told" });
      expect(await lines(world, order)).toMatchObject([{ ordered: 2, cancelled: 2, shipped: 0 }]);
      expect(await live(world, listing)).toBe(9);
      expect(await ask(world, order)).toEqual({ kind: "told" });
      expect(await lines(world, order)).toMatchObject([{ ordered: 2, cancelled: 2, shipped: 0 }]);
    });

    test("a line that was asked for alone is cancelled alone, or the order is refused whole", async () => {
      const world = current();
      const order = await read(world, await world.buyEach([await world.addListing(5), await world.addListing(5)]));
      const [first, second] = order.lines;
      const { kind } = await cancelled(world, order, first);
      const after = await lines(world, order);
      expect(after).toContainEqual(expect.objectContaining({ platformLineId: second?.platformLineId, cancelled: 0 }));
      const units = kind === "told" ? 1 : 0;
      expect(after).toContainEqual(
        expect.objectContaining({ platformLineId: first?.platformLineId, cancelled: units }),
      );
      expect(["told", "refused"]).toContain(kind);
    });

    test("lines that are all asked for are all cancelled", async () => {
      const world = current();
      const order = await read(world, await world.buyEach([await world.addListing(5), await world.addListing(5)]));
      for (const line of order.lines)
        expect(await cancelled(world, order, line, order.lines)).toEqual({ kind: "told" });
      expect(await lines(world, order)).toMatchObject([{ cancelled: 1 }, { cancelled: 1 }]);
    });

    test("what has left is not cancelled", async () => {
      const world = current();
      const id = await world.buy(await world.addListing(9), 3);
      const order = await read(world, id);
      const { platformLineId = "" } = order.lines[0] ?? {};
      const parcel = {
        shipmentId: randomUUID(),
        platformOrderId: id,
        carrier: "DHL",
        tracking: null,
        trackingUrl: null,
      };
      const shipment = { ...parcel, lines: [{ platformLineId, quantity: 1, toldBefore: 0 }] };
      const ship = () => world.connector.ship(shipment, signal);
      await expect.poll(ship, { timeout: 20_000 }).toEqual({ kind: "told" });
      const { kind } = await cancelled(world, order);
      const units = kind === "told" ? 2 : 0;
      expect(await lines(world, order)).toMatchObject([{ ordered: 3, shipped: 1, cancelled: units }]);
    });

    test.each(["lost_after", "html", "truncated", "server_error"] as const)(
      "one that was answered with %s is told once when it is repeated",
      async (trouble) => {
        const world = current();
        const order = await read(world, await world.buy(await world.addListing(9), 2));
        await world.plant(trouble, { on: "cancellation" });
        await expect(ask(world, order)).rejects.toMatchObject({ name: "OutcomeUnknown" });
        expect(await cancelled(world, order)).toEqual({ kind: "told" });
        expect(await lines(world, order)).toMatchObject([{ ordered: 2, cancelled: 2 }]);
      },
    );

    test("under 429 nothing is cancelled, and the platform's time is named", async () => {
      const world = current();
      const order = await read(world, await world.buy(await world.addListing(9), 2));
      await world.plant("rate_limit", { on: "cancellation" });
      await expect(ask(world, order)).rejects.toMatchObject({ name: "RateLimited", retryAfterMs: 2_000 });
      expect(await lines(world, order)).toMatchObject([{ ordered: 2, cancelled: 0 }]);
    });

    test("a line that the order does not have, and an order of another account, are refused", async () => {
      const world = current();
      const order = await read(world, await world.buy(await world.addListing(9), 2));
      const [line] = order.lines;
      const unknown = { ...order, lines: [] };
      expect(await ask(world, unknown)).toMatchObject({ kind: "refused" });
      const foreign = { ...order, platformOrderId: await world.buyFromStranger() };
      expect(await ask(world, foreign, undefined, line)).toMatchObject({ kind: "refused" });
      expect(await lines(world, order)).toMatchObject([{ cancelled: 0 }]);
    });
  });
}

async function read({ connector }: ChannelWorld, orderId: string): Promise<PlatformOrder> {
  const order = await connector.readOrder(orderId, signal);
  if (!order) throw new Error(`no order ${orderId}`);
  return order;
}

async function lines(world: ChannelWorld, { platformOrderId }: PlatformOrder): Promise<PlatformOrderLine[]> {
  return (await read(world, platformOrderId)).lines;
}

/** Asks once; `before`: what was answered the last time. */
async function ask(
  { connector }: ChannelWorld,
  { platformOrderId, lines: [first] }: PlatformOrder,
  before?: ShipResult,
  line: PlatformOrderLine | undefined = first,
  together: PlatformOrderLine[] = [],
): Promise<ShipResult> {
  if (!connector.cancel) throw new Error(`${connector.platform} cancels nothing`);
  const { platformLineId } = line ?? { platformLineId: "no such line" };
  const alsoAsked = together.map((other) => other.platformLineId).filter((id) => id !== platformLineId);
  const reference = before?.kind === "pending" ? { reference: before.reference } : {};
  return connector.cancel({ platformOrderId, platformLineId, reason: "other", alsoAsked, ...reference }, signal);
}

/** Asks until the platform has done it or said no, as the worker would. */
async function cancelled(
  world: ChannelWorld,
  order: PlatformOrder,
  line?: PlatformOrderLine,
  together?: PlatformOrderLine[],
): Promise<ShipResult> {
  let result: ShipResult | undefined;
  const again = async () => {
    result = await ask(world, order, result, line, together);
    return result.kind;
  };
  await expect.poll(again, { timeout: 20_000 }).not.toBe("pending");
  if (!result) throw new Error("nothing was answered");
  return result;
}
