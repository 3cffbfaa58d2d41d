import type { PlatformReturn } from "@stockpool/channels";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";
import { bolWorld } from "../make/bol-world.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";

let world: SandboxWorld;

beforeAll(async () => {
  world = await bolWorld(100);
});
beforeEach(() => world.heal());
afterAll(() => world.stop());

async function returns(): Promise<PlatformReturn[]> {
  const found: PlatformReturn[] = [];
  for await (const page of world.connector.pullReturns?.(signal) ?? []) found.push(...page);
  return found;
}

/** A buyer sends back `quantity` of an order of two that was shipped. */
async function sentBack(quantity: number): Promise<PlatformReturn> {
  const orderId = await world.buy(await world.addListing(9), 2);
  await world.sandbox.control.fulfil("bol", "shop", orderId);
  await world.sandbox.control.announceReturn("bol", "shop", orderId, { quantity });
  const found = (await returns()).find(({ platformOrderId }) => platformOrderId === orderId);
  if (!found) throw new Error("the return was not announced");
  return found;
}

async function answer(platformReturnId: string, received: number) {
  return world.connector.answerReturn?.({ platformReturnId, received }, signal);
}

test("a return is announced with its order, its barcode, its units and why", async () => {
  expect(await sentBack(2)).toMatchObject({ quantity: 2, isHandled: false, reason: "Niet tevreden" });
});

test("a return that is answered is handled, and answering it again changes nothing", async () => {
  const { platformReturnId } = await sentBack(1);
  await expect.poll(() => answer(platformReturnId, 1)).toEqual({ kind: "told" });
  expect(await answer(platformReturnId, 1)).toEqual({ kind: "told" });
  const found = (await returns()).find((row) => row.platformReturnId === platformReturnId);
  expect(found?.isHandled).toBe(true);
});

test("an answer that got lost after it took effect is told when it is repeated", async () => {
  const { platformReturnId } = await sentBack(1);
  const fault = { on: "request", platform: "bol", operation: "PUT /retailer/returns", times: 1 } as const;
  await world.sandbox.control.plantFault({ ...fault, action: "lose_after" });
  await expect(answer(platformReturnId, 1)).rejects.toMatchObject({ name: "OutcomeUnknown" });
  await expect.poll(() => answer(platformReturnId, 1)).toEqual({ kind: "told" });
  const puts = await world.sandbox.control.requests({ operation: "PUT /retailer/returns" });
  expect(puts.filter(({ status }) => status === null || status === 202).length).toBeGreaterThan(0);
});

test("an answer that is repeated while bol works on the first one is told, although bol refuses the second", async () => {
  const { platformReturnId } = await sentBack(1);
  const account = { clientId: "bol-client-id", clientSecret: world.secrets[0] ?? "", rateFactor: 100 };
  await world.sandbox.control.putBol("shop", { ...account, processMs: 1_000 });
  const fault = { on: "request", platform: "bol", operation: "PUT /retailer/returns", times: 1 } as const;
  await world.sandbox.control.plantFault({ ...fault, action: "lose_after" });
  await expect(answer(platformReturnId, 1)).rejects.toMatchObject({ name: "OutcomeUnknown" });
  const second = await answer(platformReturnId, 1);
  if (second?.kind !== "pending") throw new Error(`must be pending, got ${second?.kind}`);
  const look = () =>
    world.connector.answerReturn?.({ platformReturnId, received: 1, reference: second.reference }, signal);
  await expect.poll(async () => (await look())?.kind, { timeout: 20_000 }).not.toBe("pending");
  expect(await look()).toEqual({ kind: "told" });
  await world.sandbox.control.putBol("shop", { ...account, processMs: 0 });
});

test("more units than were announced are refused, in bol's words", async () => {
  const { platformReturnId } = await sentBack(1);
  await expect
    .poll(() => answer(platformReturnId, 5))
    .toMatchObject({ kind: "refused", error: expect.stringContaining("expects 1") });
});

test("60 open returns come in pages, each once", async () => {
  const before = (await returns()).length;
  const orderId = await world.buy(await world.addListing(99), 60);
  await world.sandbox.control.fulfil("bol", "shop", orderId);
  for (let number = 0; number < 60; number++) await world.sandbox.control.announceReturn("bol", "shop", orderId);
  const found = await returns();
  expect(found.length).toBe(before + 60);
  expect(new Set(found.map(({ platformReturnId }) => platformReturnId)).size).toBe(found.length);
});
