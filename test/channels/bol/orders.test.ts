import { readEvent } from "@stockpool/channels";
import { verifyWebhook } from "@stockpool/channels/intake";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { confirmed, pull, wanted } from "../../conformance/ask.ts";
import { answeringServer } from "../make/answering-server.ts";
import { bolWorld } from "../make/bol-world.ts";
import type { SandboxWorld } from "../make/sandbox-world.ts";

const signal = new AbortController().signal;
let world: SandboxWorld;

beforeAll(async () => {
  world = await bolWorld();
});
afterAll(() => world.stop());

const reads = { operation: "GET /retailer/orders/{order-id}" };

test("an order that the hub has not seen stays subtracted, so the last unit is not sold twice", async () => {
  const listing = await world.addListing(5);
  await world.buy(listing, 4);
  await world.connector.pushQuantities([wanted(listing, { quantity: 5 })], signal);
  expect(await world.shown(listing)).toBe(1);
});

test("bol shows 999 at most", async () => {
  const listing = await world.addListing(5);
  const { results } = await world.connector.pushQuantities([wanted(listing, { quantity: 5_000 })], signal);
  expect(results).toEqual([confirmed(listing)]);
  expect(await world.shown(listing)).toBe(999);
});

test("sold out and oversold both read as 0", async () => {
  const listing = await world.addListing(2);
  const { control } = world.sandbox;
  await control.placeOrder("bol", "shop", { lines: [{ sku: world.skuOf(listing), quantity: 5 }], allowOversell: true });
  expect(await world.connector.readQuantities([listing], signal)).toEqual([
    { listingId: listing.listingId, quantity: 0 },
  ]);
});

test("an order that was shipped or cancelled between two polls is not missed", async () => {
  const listing = await world.addListing(9);
  const since = new Date();
  const [shipped, cancelled, asked] = [
    await world.buy(listing, 1),
    await world.buy(listing, 2),
    await world.buy(listing, 3),
  ];
  await world.sandbox.control.fulfil("bol", "shop", shipped);
  await world.sandbox.control.cancel("bol", "shop", cancelled);
  await world.sandbox.control.cancel("bol", "shop", asked, { requestOnly: true });
  const orders = new Map((await pull(world.connector, since)).map((order) => [order.platformOrderId, order.lines[0]]));
  expect(orders.get(shipped)).toMatchObject({ ordered: 1, shipped: 1, cancelled: 0 });
  expect(orders.get(cancelled)).toMatchObject({ ordered: 2, shipped: 0, cancelled: 2 });
  expect(orders.get(asked)).toMatchObject({ ordered: 3, shipped: 0, cancelled: 0 });
});

test("an order in bol's own warehouse is marked as such", async () => {
  const listing = await world.addListing(9);
  const since = new Date();
  const lines = [{ sku: world.skuOf(listing), quantity: 1 }];
  const placed = await world.sandbox.control.placeOrder("bol", "shop", { lines, fulfilmentMethod: "FBB" });
  const orders = await pull(world.connector, since);
  const found = orders.find(({ name }) => placed.placed && name === placed.name);
  expect(found).toMatchObject({ fulfilledBy: "platform", lines: [{ ordered: 1 }] });
});

test("a pull from three days ago finds today's orders too", async () => {
  const id = await world.buy(await world.addListing(9), 1);
  const orders = await pull(world.connector, new Date(Date.now() - 3 * 86_400_000));
  expect(orders.map(({ platformOrderId }) => platformOrderId)).toContain(id);
});

test("a second pull reads only the orders that changed since the first", async () => {
  const listing = await world.addListing(9);
  const since = new Date();
  const [first, second] = [await world.buy(listing, 1), await world.buy(listing, 1)];
  await pull(world.connector, since);
  await world.sandbox.control.fulfil("bol", "shop", first);
  const before = (await world.sandbox.control.requests(reads)).length;
  const orders = await pull(world.connector, since);
  expect((await world.sandbox.control.requests(reads)).length - before).toBe(1);
  const lineOf = (id: string) => orders.find(({ platformOrderId }) => platformOrderId === id)?.lines[0];
  expect([lineOf(first)?.shipped, lineOf(second)?.shipped]).toEqual([1, 0]);
});

test("an order that bol lists and does not tell yet is known by its list, and read again by the next pull", async () => {
  const listing = await world.addListing(9);
  const since = new Date();
  const id = await world.buy(listing, 2);
  await world.sandbox.control.plantFault({ on: "request", action: "server_error", status: 404, times: 1, ...reads });
  const find = async () => (await pull(world.connector, since)).find(({ platformOrderId }) => platformOrderId === id);
  const listed = await find();
  expect(listed).toMatchObject({ country: null, lines: [{ platformId: null, ordered: 2 }] });
  const told = await find();
  expect(told).toMatchObject({ country: "NL", lines: [{ platformId: listing.platformId, ordered: 2 }] });
  expect(told?.updatedAt.getTime()).toBeGreaterThan(listed?.updatedAt.getTime() ?? Number.NaN);
});

test("an expired token is renewed once for all who met it", async () => {
  const listing = await world.addListing(5);
  await world.connector.readQuantities([listing], signal);
  const before = (await world.sandbox.control.requests({ operation: "POST /token" })).length;
  await world.sandbox.control.expireTokens("bol", "shop");
  const tries = Array.from({ length: 5 }, () => world.connector.readQuantities([listing], signal));
  for (const read of await Promise.all(tries)) expect(read).toHaveLength(1);
  expect((await world.sandbox.control.requests({ operation: "POST /token" })).length - before).toBe(1);
});

test("within bol's own limits a push of 60 offers is never refused", async () => {
  const slow = await bolWorld(1);
  const listings = await Promise.all(Array.from({ length: 60 }, () => slow.addListing(1)));
  const rows = listings.map((listing) => wanted(listing, { quantity: 2 }));
  const report = await slow.connector.pushQuantities(rows, signal);
  expect(report.results.filter(({ kind }) => kind === "confirmed")).toHaveLength(60);
  const refused = (await slow.sandbox.control.requests()).filter(({ status }) => status === 429);
  expect(refused).toEqual([]);
  await slow.stop();
});

test("a push that is aborted accounts for every row", async () => {
  const slow = await bolWorld(1);
  const listings = await Promise.all(Array.from({ length: 60 }, () => slow.addListing(1)));
  const stop = new AbortController();
  const rows = listings.map((listing) => wanted(listing, { quantity: 2 }));
  const pushed = slow.connector.pushQuantities(rows, stop.signal);
  const patches = () => slow.sandbox.control.requests({ operation: "PATCH /retailer/offers" });
  await expect.poll(async () => (await patches()).length).toBeGreaterThan(5);
  stop.abort();
  const { results, notSent } = await pushed;
  expect(results.length).toBeGreaterThan(0);
  expect(notSent.length).toBeGreaterThan(0);
  const told = [...notSent, ...results.map(({ listingId }) => listingId)];
  expect(told.sort()).toEqual(rows.map(({ listingId }) => listingId).sort());
  const after = await Promise.all(listings.map((listing) => slow.shown(listing)));
  for (const [index, { listingId }] of rows.entries()) if (notSent.includes(listingId)) expect(after[index]).toBe(1);
  await slow.stop();
});

test("a signed message of bol is taken and names its order", async () => {
  const hub = await answeringServer((response) => response.writeHead(200).end());
  await world.connector.ensureWebhooks(`${hub.url.href}webhooks/bol`, signal);
  const id = await world.buy(await world.addListing(5), 1);
  await expect.poll(() => hub.requests.length).toBeGreaterThan(0);
  const [message] = hub.requests;
  const body = new TextEncoder().encode(message?.body);
  const [clientSecret] = world.secrets;
  const credentials = { clientId: "bol-client-id", clientSecret, signatureKeys: await signatureKeys() };
  const verified = verifyWebhook("bol", credentials, message?.headers ?? {}, body);
  expect(readEvent("bol", verified?.topic ?? "", body)).toEqual({ kind: "order_hint", platformOrderId: id });
  await hub.stop();
});

async function signatureKeys() {
  const root = `${world.sandbox.url}/bol/shop`;
  const basic = Buffer.from(`bol-client-id:${world.secrets[0]}`).toString("base64");
  const form = { method: "POST", headers: { authorization: `Basic ${basic}` } };
  const token = await fetch(`${root}/token`, {
    ...form,
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
  const headers = { authorization: `Bearer ${access_token}`, accept: "application/vnd.retailer.v10+json" };
  const reply = await fetch(`${root}/retailer/subscriptions/signature-keys`, { headers });
  const key = z.object({ id: z.string(), publicKey: z.string() });
  return z.object({ signatureKeys: z.array(key) }).parse(await reply.json()).signatureKeys;
}
