import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { live, signal } from "../../conformance/ask.ts";
import { bolWorld } from "../make/bol-world.ts";
import { cancelOvertaken } from "../make/overtaken.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";

let world: SandboxWorld;

beforeAll(async () => {
  world = await bolWorld(100);
});
beforeEach(() => world.heal());
afterAll(() => world.stop());

async function ordered(quantity: number) {
  const listing = await world.addListing(9);
  const platformOrderId = await world.buy(listing, quantity);
  const order = await world.connector.readOrder(platformOrderId, signal);
  const platformLineId = order?.lines[0]?.platformLineId ?? "";
  return { listing, platformOrderId, platformLineId };
}

type Wish = { platformOrderId: string; platformLineId: string };

async function cancel({ platformOrderId, platformLineId }: Wish, reason: "out_of_stock" | "other" = "other") {
  return world.connector.cancel?.({ platformOrderId, platformLineId, reason }, signal);
}

test("a cancelled line has nothing open, and cancelling it again changes nothing", async () => {
  const wish = await ordered(2);
  await expect.poll(() => cancel(wish)).toEqual({ kind: "told" });
  expect(await cancel(wish)).toEqual({ kind: "told" });
  const order = await world.connector.readOrder(wish.platformOrderId, signal);
  expect(order?.lines).toMatchObject([{ ordered: 2, cancelled: 2 }]);
  expect(await live(world, wish.listing)).toBe(9);
});

test("cancelling for lack of stock makes bol show 0, which a reading tells", async () => {
  const wish = await ordered(1);
  await expect.poll(() => cancel(wish, "out_of_stock")).toEqual({ kind: "told" });
  expect(await live(world, wish.listing)).toBe(0);
});

test("a cancellation whose answer got lost is told when it is repeated", async () => {
  const wish = await ordered(1);
  const fault = { on: "request", platform: "bol", operation: "PUT /retailer/orders", times: 1 } as const;
  await world.sandbox.control.plantFault({ ...fault, action: "lose_after" });
  await expect(cancel(wish)).rejects.toMatchObject({ name: "OutcomeUnknown" });
  await expect.poll(() => cancel(wish)).toEqual({ kind: "told" });
});

test("one that somebody else brought about meanwhile is told, although bol refuses it", async () => {
  const wish = { ...(await ordered(1)), reason: "other" } as const;
  const operation = "PUT /retailer/orders/cancellation";
  let result = await cancelOvertaken(world, "bol", operation, wish);
  const look = async () => {
    const reference = result?.kind === "pending" ? { reference: result.reference } : {};
    result = await world.connector.cancel?.({ ...wish, ...reference }, signal);
    return result;
  };
  if (result?.kind === "pending") await expect.poll(look, { timeout: 20_000 }).toEqual({ kind: "told" });
  expect(result).toEqual({ kind: "told" });
});

test("a line that the order does not have is refused by name", async () => {
  const wish = await ordered(1);
  expect(await cancel({ ...wish, platformLineId: "1" })).toMatchObject({ kind: "refused" });
});
