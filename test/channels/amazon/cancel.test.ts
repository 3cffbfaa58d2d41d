import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "../../worker/make/until.ts";
import { type AmazonAccount, amazonAccount, signal } from "../make/amazon-account.ts";

let account: AmazonAccount;

beforeEach(async () => {
  account = await amazonAccount({ pendingMs: 0, horizonMs: 0, feedMs: 3_600_000 });
  await account.control.putProducts("amazon", "seller", [{ sku: "A", title: "A", stock: 5 }]);
});

afterEach(async () => {
  expect(await account.control.violations()).toEqual([]);
  await account.sandbox.close();
});

/** An order of one line, and how it is cancelled. */
async function makeOrder() {
  const placed = await account.control.placeOrder("amazon", "seller", { lines: [{ sku: "A", quantity: 1 }] });
  if (!placed.placed) throw new Error(placed.refused);
  const order = await account.connector.readOrder(placed.orderId, signal);
  const platformLineId = order?.lines[0]?.platformLineId ?? "";
  const wish = { platformOrderId: placed.orderId, platformLineId, reason: "asked_by_buyer" } as const;
  return (reference?: string) => account.connector.cancel?.({ ...wish, ...(reference && { reference }) }, signal);
}

async function ask(cancel: Awaited<ReturnType<typeof makeOrder>>): Promise<string> {
  const said = await cancel();
  if (said?.kind !== "pending") throw new Error(`not taken: ${JSON.stringify(said)}`);
  return said.reference;
}

test("a second feed that is refused, because the first one cancelled the order meanwhile, is no refusal", async () => {
  const cancel = await makeOrder();
  await ask(cancel);
  const second = await ask(cancel);
  await account.control.plantFault({ on: "request", operation: "getFeed", action: "slow", waitMs: 1_500, times: 1 });
  const said = cancel(second);
  // The order was read, and found open; now both feeds are worked on.
  await until(
    "it asks for its feed",
    async () => (await account.control.requests({ operation: "getFeed" })).length > 0,
  );
  await account.control.endFeeds("amazon", "seller");
  expect(await said).toEqual({ kind: "told" });
});

test("a feed that is refused while the order stays open is a refusal", async () => {
  await account.change({ pendingMs: 60_000 });
  const cancel = await makeOrder();
  const reference = await ask(cancel);
  await account.control.endFeeds("amazon", "seller");
  expect(await cancel(reference)).toEqual({ kind: "refused", error: expect.stringMatching(/is pending/) });
});
