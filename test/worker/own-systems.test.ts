import { randomBytes, randomUUID } from "node:crypto";
import { seal } from "@stockpool/channels";
import { type Command, connectChannel } from "@stockpool/stock";
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

test("a portal that is away is told once it is back, and delays no other channel meanwhile", async () => {
  await world.work();
  await until("the portal shows the pool", async () => (await shown()) === 10);
  await world.sandbox.control.refuseOwn("portal", 1_000_000);
  await world.receive(4);
  await until("Shopify shows what is left", async () => (await world.shopify.live()) === 14);
  await until("the portal was asked three times", async () => (await messages()).length >= 3);
  expect(await shown()).toBe(10);
  await world.sandbox.control.refuseOwn("portal", 0);
  await untilHurried("the portal shows it, too", async () => (await shown()) === 14);
});

test("a message of which only the answers were lost is told again, and counts once", async () => {
  await world.work();
  await until("the portal shows the pool", async () => (await shown()) === 10);
  await world.sandbox.control.refuseOwn("portal", 3, true);
  await world.receive(4);
  await until("the portal shows it", async () => (await shown()) === 14);
  await untilHurried("the hub knows that it does", async () => (await confirmed()) === 14);
  const told = await messages();
  expect(told.map(({ status }) => status)).toEqual([200, 503, 503, 503]);
  expect(await shown()).toBe(14);
});

/** What the portal was sent since it was last told to refuse, newest first. */
async function messages(): Promise<{ id: string; status: number }[]> {
  return (await fetch(`${world.sandbox.url}/own/portal/messages`)).json();
}

async function confirmed(): Promise<number | undefined> {
  const { rows } = await world.database.pool.query<{ confirmed: number }>(
    "select confirmed from published_quantity where channel_id = $1 and pending_since is null",
    [channelId],
  );
  return rows[0]?.confirmed;
}

/** Waits, and lets every job that waits run now. */
async function untilHurried(what: string, look: () => Promise<boolean>): Promise<void> {
  await until(what, async () => {
    await world.database.pool.query("update graphile_worker._private_jobs set run_at = now() where locked_at is null");
    return look();
  });
}
