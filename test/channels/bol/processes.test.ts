import { randomUUID } from "node:crypto";
import type { ShipResult } from "@stockpool/channels";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";
import { bolWorld } from "../make/bol-world.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";

let world: SandboxWorld;

beforeAll(async () => {
  world = await bolWorld(100);
});
afterAll(() => world.stop());

async function ordered(quantity: number) {
  const platformOrderId = await world.buy(await world.addListing(9), quantity);
  const order = await world.connector.readOrder(platformOrderId, signal);
  return { platformOrderId, platformLineId: order?.lines[0]?.platformLineId ?? "" };
}

/** The next request that bol takes is given up by bol, and does nothing. */
async function timeOutOne(): Promise<void> {
  await world.sandbox.control.putBol("shop", {
    ...{ clientId: "bol-client-id", clientSecret: world.secrets[0] ?? "" },
    ...{ processMs: 0, rateFactor: 100, processesToTimeOut: 1 },
  });
}

/** Asks until bol has an end for it, as the worker would. */
async function untilEnded(
  ask: (reference: object) => Promise<ShipResult | undefined>,
): Promise<ShipResult | undefined> {
  let result: ShipResult | undefined;
  const look = async () => {
    result = await ask(result?.kind === "pending" ? { reference: result.reference } : {});
    return result?.kind;
  };
  await expect.poll(look, { timeout: 20_000 }).not.toBe("pending");
  return result;
}

test("a parcel whose process bol gave up is handed in anew, and told once", async () => {
  const { platformOrderId, platformLineId } = await ordered(3);
  const lines = [{ platformLineId, quantity: 2, toldBefore: 0 }];
  const parcel = {
    shipmentId: randomUUID(),
    platformOrderId,
    lines,
    carrier: "DHL",
    tracking: "3S1",
    trackingUrl: null,
  };
  await timeOutOne();
  expect(await untilEnded((reference) => world.connector.ship({ ...parcel, ...reference }, signal))).toEqual({
    kind: "told",
  });
  const order = await world.connector.readOrder(platformOrderId, signal);
  expect(order?.lines).toMatchObject([{ ordered: 3, shipped: 2 }]);
  expect(await world.sandbox.control.requests({ operation: "POST /retailer/shipments" })).toHaveLength(2);
});

test("a cancellation whose process bol gave up is asked for anew", async () => {
  const wish = { ...(await ordered(2)), reason: "other" } as const;
  await timeOutOne();
  const ask = (reference: object) => world.connector.cancel?.({ ...wish, ...reference }, signal) ?? Promise.reject();
  expect(await untilEnded(ask)).toEqual({ kind: "told" });
  const order = await world.connector.readOrder(wish.platformOrderId, signal);
  expect(order?.lines).toMatchObject([{ ordered: 2, cancelled: 2 }]);
});

test("a process that bol has forgotten is no reason to wait: the order tells, and is asked to be cancelled", async () => {
  const wish = { ...(await ordered(2)), reason: "other", reference: randomUUID() } as const;
  expect(["told", "pending"]).toContain((await world.connector.cancel?.(wish, signal))?.kind);
  const cancelled = async () => (await world.connector.readOrder(wish.platformOrderId, signal))?.lines;
  await expect.poll(cancelled, { timeout: 20_000 }).toMatchObject([{ cancelled: 2 }]);
});
