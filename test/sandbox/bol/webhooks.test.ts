import { createPublicKey, verify } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { openAccount, processEnd, type TestAccount } from "../make/account.ts";
import { type Receiver, startReceiver } from "../make/receiver.ts";
import { until } from "../make/until.ts";

let account: TestAccount;
let receiver: Receiver;
afterEach(async () => {
  await account.close();
  await receiver.close();
});

async function subscribe(resources: string[]): Promise<void> {
  const body = { resources, url: receiver.url, subscriptionType: "WEBHOOK", enabled: true };
  const end = await processEnd(account, await account.call("POST", "/retailer/subscriptions", body));
  expect(end).toMatchObject({ status: "SUCCESS", eventType: "CREATE_SUBSCRIPTION" });
}

test("an order is announced by its id, signed with the key that bol lists", async () => {
  account = await openAccount([5]);
  receiver = await startReceiver();
  await subscribe(["ORDER"]);
  const { orderId } = await account.buy(1);
  const [message] = await receiver.received(1);
  expect(JSON.parse(message?.body ?? "")).toMatchObject({
    retailerId: 1234567,
    event: { resource: "ORDER", type: "ORDER_CREATED", resourceId: orderId },
  });
  const match = /^keyId=(\w+), algorithm="rsa-sha256", signature=(.+)$/.exec(String(message?.headers.signature));
  const { signatureKeys } = (await account.call("GET", "/retailer/subscriptions/signature-keys")).body;
  const key = signatureKeys.find(({ id }: { id: string }) => id === match?.[1]);
  const publicKey = createPublicKey({ key: Buffer.from(key.publicKey, "base64"), format: "der", type: "spki" });
  const isGenuine = (body: string) =>
    verify("RSA-SHA256", Buffer.from(body), publicKey, Buffer.from(match?.[2] ?? "", "base64"));
  expect(isGenuine(message?.body ?? "")).toBe(true);
  expect(isGenuine(`${message?.body} `)).toBe(false);
  expect(await account.sandbox.control.violations()).toEqual([]);
});

test("a subscription that nobody answers is switched off, and can be switched on again", async () => {
  account = await openAccount([5], {}, { webhookRetryMs: 1 });
  receiver = await startReceiver(() => 500);
  await subscribe(["ORDER"]);
  await account.buy(1);
  const read = async () => (await account.call("GET", "/retailer/subscriptions")).body.subscriptions[0];
  await until(async () => (await read()).enabled === false);
  const { id, ...rest } = await read();
  await processEnd(account, await account.call("PUT", `/retailer/subscriptions/${id}`, { ...rest, enabled: true }));
  expect((await read()).enabled).toBe(true);
});

test("an address that is neither https nor on this machine is refused", async () => {
  account = await openAccount([5]);
  receiver = await startReceiver();
  const body = { resources: ["ORDER"], url: "http://example.com/hook", subscriptionType: "WEBHOOK" };
  const { status } = await account.call("POST", "/retailer/subscriptions", body);
  expect(status).toBe(400);
});
