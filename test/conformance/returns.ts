import type { PlatformReturn } from "@stockpool/channels";
import { describe, expect, test } from "vitest";
import { signal } from "./ask.ts";
import type { ChannelWorld } from "./channel-world.ts";

/** What reading returns promises, where a platform has any: each unit is announced, and announced once. */
export function returnTests(current: () => ChannelWorld): void {
  describe("returns", () => {
    test("what buyers send back is told with its order, its units and its own name, and told the same again", async () => {
      const world = current();
      const orderId = await sendBack(world, 3, 2);
      const first = await read(world, orderId);
      expect(first).toMatchObject([{ platformOrderId: orderId, quantity: 2, isHandled: false }]);
      expect(await read(world, orderId)).toEqual(first);
    });

    test("a reading that broke off is told whole by the next one", async () => {
      const world = current();
      const orderId = await sendBack(world, 2, 1);
      // More than the connector repeats by itself.
      await world.plant("server_error", { times: 20 });
      await expect(read(world, orderId)).rejects.toThrow();
      await world.heal();
      expect(await read(world, orderId)).toMatchObject([{ quantity: 1 }]);
    });

    test("a return takes nothing back from what was shipped: the order stays as it was", async () => {
      const world = current();
      const orderId = await sendBack(world, 3, 3);
      const order = await world.connector.readOrder(orderId, signal);
      expect(order?.lines).toMatchObject([{ ordered: 3, cancelled: 0, shipped: 3 }]);
    });
  });
}

async function sendBack(world: ChannelWorld, ordered: number, back: number): Promise<string> {
  const orderId = await world.buy(await world.addListing(9), ordered);
  await world.sendBack(orderId, back);
  return orderId;
}

async function read(world: ChannelWorld, orderId: string): Promise<PlatformReturn[]> {
  return (await readReturns(world)).filter(({ platformOrderId }) => platformOrderId === orderId);
}

/** All that the connector tells now. */
export async function readReturns({ connector }: ChannelWorld): Promise<PlatformReturn[]> {
  const all: PlatformReturn[] = [];
  for await (const page of connector.pullReturns?.(signal) ?? []) all.push(...page);
  return all;
}
