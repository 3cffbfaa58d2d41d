import { randomBytes, randomUUID } from "node:crypto";
import { seal } from "@stockpool/channels";
import { applyBatch, type Command, connectChannel } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, secret, type World } from "./make/world.ts";

const webhookSecret = `whsec_${randomBytes(32).toString("base64")}`;
let world: World;
let channelId: string;

beforeEach(async () => {
  world = await makeWorld(10);
  const { path } = await world.sandbox.control.putOwn("portal", {
    ...{ kind: "portal", title: "Portal", channel: "portal", country: "NL", locationId: null },
    ...{ graphqlUrl: "http://127.0.0.1:9/nobody", apiKey: "none", webhookSecret },
  });
  const connected = await connectChannel(world.database.pool, {
    ...{ code: "portal", name: "Portal", platform: "portal", writeKind: "absolute" },
    ...{ baseUrl: `${world.sandbox.url}${path}/messages`, sealedCredentials: seal(secret, { webhookSecret }) },
    ...{ countries: ["NL"], locationIds: [world.location.id], liveSince: new Date() },
  });
  if (connected.kind === "refused") throw new Error(connected.refusal.message);
  channelId = connected.channelId;
});
afterEach(() => world.end());

/** What the portal was told of the world's product. */
async function shown(): Promise<number | null> {
  const response = await fetch(`${world.sandbox.url}/own/portal/told`);
  const told: { sku: string; quantity: number | null }[] = await response.json();
  return told.find(({ sku }) => sku === world.sku)?.quantity ?? null;
}

function order(quantity: number): Command {
  const line = { reference: "1", sku: world.sku, title: "thing", quantity };
  return {
    ...{ verb: "place_order", key: randomUUID(), actor: "test", reason: "portal order", channelId, isNew: true },
    ...{ reference: randomUUID(), name: "P1", country: "NL", ifAvailable: true, lines: [line] },
  };
}

test("a new portal offers the catalogue and is told every number, also after its own orders and others' sales", async () => {
  await world.work();
  await until("the portal shows the pool", async () => (await shown()) === 10);
  await world.command(order(3));
  await until("the portal is told of its own order", async () => (await shown()) === 7);
  await world.shopify.sell(2);
  await world.shopify.poll();
  await until("the portal is told of the shop's sale", async () => (await shown()) === 5);
});

test("a message that got no answer is sent again, and a portal that is away delays no other channel", async () => {
  await world.sandbox.control.refuseOwn("portal", 2);
  await world.work();
  const [outcome] = await applyBatch(world.database.pool, [order(4)], new Date());
  // Not offered yet, or taken: either way the portal hears what is left.
  const left = outcome?.kind === "applied" ? 6 : 10;
  await until("Shopify shows what is left", async () => (await world.shopify.live()) === left);
  await until("the portal does, too", async () => (await shown()) === left);
});

test("a message that somebody else signed counts for nothing", async () => {
  const body = JSON.stringify({
    ...{ type: "stock.published", timestamp: new Date().toISOString() },
    data: { quantities: [{ sku: world.sku, quantity: 99 }] },
  });
  const headers = {
    "webhook-id": "1",
    "webhook-timestamp": `${Math.floor(Date.now() / 1000)}`,
    "webhook-signature": "v1,xx",
  };
  const answer = await fetch(`${world.sandbox.url}/own/portal/messages`, { method: "POST", body, headers });
  expect([answer.status, await shown()]).toEqual([401, null]);
});
