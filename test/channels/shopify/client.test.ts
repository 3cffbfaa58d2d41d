import { RateLimited } from "@stockpool/channels";
import { afterEach, expect, test } from "vitest";
import { wanted } from "../../conformance/ask.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";
import { shopifyWorld } from "../make/shopify-world.ts";

const signal = new AbortController().signal;
let world: SandboxWorld;

afterEach(() => world.stop());

test("an expired token is renewed once for all who met it", async () => {
  world = await shopifyWorld();
  const listing = await world.addListing(5);
  await world.connector.readQuantities([listing], signal);
  await world.sandbox.control.expireTokens("shopify", "shop");
  const reads = Array.from({ length: 5 }, () => world.connector.readQuantities([listing], signal));
  for (const read of await Promise.all(reads)) expect(read).toHaveLength(1);
  const tokens = await world.sandbox.control.requests({ operation: "token" });
  expect(tokens).toHaveLength(2);
});

test("a throttled push waits as long as the bucket needs, and nothing happened", async () => {
  world = await shopifyWorld({ bucketMax: 12, restorePerSecond: 0.5 });
  const listing = await world.addListing(5);
  const first = wanted(listing, { quantity: 6, expected: 5 });
  expect((await world.connector.pushQuantities([first], signal)).retryAfterMs).toBeNull();
  const second = wanted(listing, { quantity: 7, expected: 6 });
  const report = await world.connector.pushQuantities([second], signal);
  expect(report).toMatchObject({ results: [], notSent: [listing.listingId] });
  // 10 points are asked for, 2 or a few more are there, half a point comes back each second.
  expect(report.retryAfterMs).toBeGreaterThan(2_000);
  expect(report.retryAfterMs).toBeLessThanOrEqual(16_000);
  expect(await world.shown(listing)).toBe(6);
  await expect(world.connector.pullOrders(new Date(), signal)[Symbol.asyncIterator]().next()).rejects.toThrow();
});

test("a throttled read is rate limited by the same clock", async () => {
  world = await shopifyWorld({ bucketMax: 4, restorePerSecond: 0.5 });
  const listing = await world.addListing(5);
  await world.connector.readQuantities([listing], signal);
  const trouble = await world.connector.readQuantities([listing], signal).catch((error: unknown) => error);
  expect(trouble).toBeInstanceOf(RateLimited);
});

test("a turn that was awaited is the next push's, and one that nobody used is kept", async () => {
  // A push costs 10 points: the first, which teaches that, and one more; half a point comes back each second.
  world = await shopifyWorld({ bucketMax: 22, restorePerSecond: 0.5 });
  const listing = await world.addListing(5);
  await world.connector.pushQuantities([wanted(listing, { quantity: 6, expected: 5 })], signal);
  await world.connector.awaitTurn?.(signal);
  await world.connector.awaitTurn?.(signal);
  const report = await world.connector.pushQuantities([wanted(listing, { quantity: 7, expected: 6 })], signal);
  expect(report).toMatchObject({ results: [{ kind: "confirmed" }], retryAfterMs: null });
  await expect(world.connector.awaitTurn?.(signal)).rejects.toBeInstanceOf(RateLimited);
});
