import { afterAll, beforeAll, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";
import { cancelOvertaken } from "../make/overtaken.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";
import { shopifyWorld } from "../make/shopify-world.ts";

let world: SandboxWorld;

beforeAll(async () => {
  // So long that a parcel is told before it is over.
  world = await shopifyWorld({ cancelMs: 500 });
});
afterAll(() => world.stop());

async function ordered(quantity: number) {
  const platformOrderId = await world.buy(await world.addListing(9), quantity);
  const order = await world.connector.readOrder(platformOrderId, signal);
  return { platformOrderId, platformLineId: order?.lines[0]?.platformLineId ?? "" };
}

type Wish = Awaited<ReturnType<typeof ordered>> & { reference?: string };

async function cancel(wish: Wish) {
  return world.connector.cancel?.({ ...wish, reason: "other" }, signal);
}

test("a cancellation that Shopify works on is looked at, not asked for again, and told when it is done", async () => {
  const wish = await ordered(2);
  const first = await cancel(wish);
  if (first?.kind !== "pending") throw new Error(`must be pending, got ${first?.kind}`);
  expect(first.reference).toMatch(/^gid:\/\/shopify\/Job\//);
  const look = () => cancel({ ...wish, reference: first.reference });
  await expect.poll(look, { timeout: 20_000 }).toEqual({ kind: "told" });
  const order = await world.connector.readOrder(wish.platformOrderId, signal);
  expect(order?.lines).toMatchObject([{ ordered: 2, cancelled: 2 }]);
  const asked = await world.sandbox.control.requests({ operation: "orderCancel" });
  expect(asked).toHaveLength(1);
});

test("one that Shopify could not do after all is refused, and the order is as it was", async () => {
  const wish = await ordered(2);
  const first = await cancel(wish);
  if (first?.kind !== "pending") throw new Error(`must be pending, got ${first?.kind}`);
  const lines = [{ platformLineId: wish.platformLineId, quantity: 1, toldBefore: 0 }];
  const parcel = { shipmentId: "one", platformOrderId: wish.platformOrderId, lines };
  await world.connector.ship({ ...parcel, carrier: null, tracking: "3S1", trackingUrl: null }, signal);
  const look = () => cancel({ ...wish, reference: first.reference });
  await expect
    .poll(look, { timeout: 20_000 })
    .toEqual({ kind: "refused", error: expect.stringContaining("left the order open") });
  const order = await world.connector.readOrder(wish.platformOrderId, signal);
  expect(order?.lines).toMatchObject([{ ordered: 2, cancelled: 0, shipped: 1 }]);
});

test("one that somebody else brought about meanwhile is told, although Shopify refuses it", async () => {
  const wish = { ...(await ordered(1)), reason: "other" } as const;
  expect(await cancelOvertaken(world, "shopify", "orderCancel", wish)).toEqual({ kind: "told" });
});

test("a job that Shopify has forgotten is no reason to wait: the order is asked to be cancelled", async () => {
  const wish = await ordered(1);
  const first = await cancel({ ...wish, reference: "gid://shopify/Job/4711" });
  expect(first).toMatchObject({ kind: "pending", reference: expect.not.stringContaining("4711") });
});
