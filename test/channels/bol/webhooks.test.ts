import { createConnector } from "@stockpool/channels";
import { verifyWebhook } from "@stockpool/channels/intake";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";
import { type AnsweringServer, answeringServer } from "../make/answering-server.ts";
import { bolWorld } from "../make/bol-world.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";

let world: SandboxWorld;
let hub: AnsweringServer;

beforeAll(async () => {
  world = await bolWorld(1_000);
  hub = await answeringServer((response) => response.writeHead(202).end());
});
afterAll(async () => {
  await world.stop();
  await hub.stop();
});

const ensure = () => world.connector.ensureWebhooks(`${hub.url.href}webhooks/bol`, signal);

async function nextMessage() {
  const before = hub.requests.length;
  await world.buy(await world.addListing(5), 1);
  await expect.poll(() => hub.requests.length).toBeGreaterThan(before);
  const message = hub.requests[before];
  return { headers: message?.headers ?? {}, body: new TextEncoder().encode(message?.body) };
}

const credentials = { clientId: "bol-client-id", clientSecret: "hush" };

test("a subscription is made once, and the keys come with it", async () => {
  const first = await ensure();
  expect(first.repaired).toEqual(["ORDER"]);
  expect(first.signatureKeys).toHaveLength(1);
  await expect.poll(async () => (await ensure()).repaired).toEqual([]);
  const posts = await world.sandbox.control.requests({ operation: "POST /retailer/subscriptions" });
  expect(posts).toHaveLength(1);
});

test("a subscription that bol switched off is switched on again, not made twice", async () => {
  await world.sandbox.control.dropSubscriptions("bol", "shop");
  expect((await ensure()).repaired).toEqual(["ORDER"]);
  await expect.poll(async () => (await ensure()).repaired).toEqual([]);
  const posts = await world.sandbox.control.requests({ operation: "POST /retailer/subscriptions" });
  expect(posts).toHaveLength(1);
  const { headers, body } = await nextMessage();
  expect(headers.signature).toContain("keyId=0");
  expect(body.length).toBeGreaterThan(0);
});

test("after a rotation only the new key proves a message, and a changed body proves nothing", async () => {
  const before = (await ensure()).signatureKeys ?? [];
  await world.sandbox.control.rotateKey("bol", "shop");
  const { headers, body } = await nextMessage();
  expect(verifyWebhook("bol", credentials, headers, body, before)).toBeNull();
  const after = (await ensure()).signatureKeys ?? [];
  expect(verifyWebhook("bol", credentials, headers, body, after)).toMatchObject({ topic: "ORDER/ORDER_CREATED" });
  expect(verifyWebhook("bol", credentials, headers, new Uint8Array([...body, 32]), after)).toBeNull();
});

test("an account to which bol sends no orders says so, and is not taken for repaired", async () => {
  const client = { clientId: "no-orders", clientSecret: "hush-of-no-orders" };
  const settings = { ...client, processMs: 0, rateFactor: 1_000, ordersByWebhook: false };
  const { path } = await world.sandbox.control.putBol("no-orders", settings);
  const connector = createConnector({
    ...{ platform: "bol", baseUrl: `${world.sandbox.url}${path}`, allowHttp: true },
    ...{ credentials: client, settings: { rateFactor: 1_000 } },
  });
  const trouble = () => connector.ensureWebhooks(`${hub.url.href}webhooks/none`, signal).catch((error) => error);
  await expect.poll(trouble, { timeout: 20_000 }).toMatchObject({
    name: "PlatformError",
    message: expect.stringMatching(/does not send ORDER .*not available/),
  });
});
