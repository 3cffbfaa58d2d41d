import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function queue(task: string, payload: object = {}) {
  await world.database.pool.query("select graphile_worker.add_job($1, $2::json)", [task, JSON.stringify(payload)]);
}

interface Watch {
  ensured: boolean;
  repaired: string[];
  wasRepaired: boolean;
  error: string | null;
}

async function watchOf(channel: { id: string }): Promise<Watch | undefined> {
  const { rows } = await world.database.pool.query<Watch>(
    `select ensured_at is not null as ensured, repaired, repaired_at is not null as "wasRepaired", error
     from webhook_watch where channel_id = $1`,
    [channel.id],
  );
  return rows[0];
}

async function doneEvents(channel: { id: string }): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: number }>(
    "select count(*)::int from webhook_event where channel_id = $1 and done_at is not null",
    [channel.id],
  );
  return rows[0]?.count ?? 0;
}

test("subscriptions that Shopify removed are noticed, made again and told of", async () => {
  const { shop, channel } = world.shopify;
  await world.work({ webhooks: true });
  await until("the webhooks are watched", async () => (await watchOf(channel))?.ensured === true);
  expect((await watchOf(channel))?.wasRepaired).toBe(false);
  await world.sandbox.control.dropSubscriptions("shopify", shop);
  await queue("ensure_webhooks", { channelId: channel.id });
  await until("they are there again", async () => (await watchOf(channel))?.wasRepaired === true);
  expect((await watchOf(channel))?.repaired).toEqual(expect.arrayContaining(["ORDERS_CREATE", "APP_UNINSTALLED"]));
  await world.shopify.sell(1);
  await until("the sale arrives by itself", async () => (await doneEvents(channel)) > 0);
});

test("bol's orders arrive by webhook, also after bol took a new key", async () => {
  const { shop, channel } = world.bol;
  await world.work({ webhooks: true });
  await world.bol.sell(1);
  await until("the first sale arrives", async () => (await doneEvents(channel)) === 1);
  await world.sandbox.control.rotateKey("bol", shop);
  await world.database.pool.query("update webhook_watch set ensured_at = ensured_at - interval '8 minutes'");
  await world.bol.sell(2);
  await until("the second arrives with the new key", async () => (await doneEvents(channel)) === 2);
  expect(await world.available()).toBe(7);
  const { rows } = await world.database.pool.query(
    "select key_id from signature_key where channel_id = $1 order by key_id",
    [channel.id],
  );
  // The old one is kept for a while: what bol tries again is signed with it.
  expect(rows).toEqual([{ key_id: "0" }, { key_id: "1" }]);
});

test("a forged message asks bol for no keys while those at hand are fresh", async () => {
  const { channel } = world.bol;
  await world.work({ webhooks: true });
  await until("the webhooks are watched", async () => (await watchOf(channel))?.ensured === true);
  const asked = () => world.sandbox.control.requests({ operation: "signature-keys" });
  const before = (await asked()).length;
  for (let number = 0; number < 20; number++) {
    const headers = { signature: 'keyId=99, algorithm="rsa-sha256", signature=AAAA' };
    const answer = await fetch(`${world.intake.url}/webhooks/${channel.code}`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(401);
  }
  const { rows } = await world.database.pool.query(
    "select from graphile_worker.jobs where task_identifier = 'ensure_webhooks'",
  );
  expect(rows).toEqual([]);
  expect((await asked()).length).toBe(before);
});

test("a shop that takes scopes away says so, and the hub looks at once", async () => {
  const { shop, channel } = world.shopify;
  await world.work({ webhooks: true });
  await until("the webhooks are watched", async () => (await watchOf(channel))?.ensured === true);
  const client = { clientId: "client", clientSecret: "client-secret" };
  await world.sandbox.control.putShopify(shop, { ...client, scopes: ["read_locations", "read_orders"] });
  const body = "{}";
  const headers = {
    ...{ "x-shopify-topic": "app/scopes_update", "x-shopify-shop-domain": `${shop}.myshopify.com` },
    ...{ "x-shopify-event-id": "scopes", "x-shopify-webhook-id": "scopes" },
    "x-shopify-hmac-sha256": createHmac("sha256", client.clientSecret).update(body).digest("base64"),
  };
  const answer = await fetch(`${world.intake.url}/webhooks/${channel.code}`, { method: "POST", headers, body });
  expect(answer.status).toBe(202);
  await queue("process_inbox");
  await until("the trouble is noted", async () => (await watchOf(channel))?.error?.includes("write_inventory"));
});

test("the clock looks after a subscription that bol switched off an hour ago", async () => {
  const { shop, channel } = world.bol;
  await world.work({ webhooks: true });
  await until("the webhooks are watched", async () => (await watchOf(channel))?.ensured === true);
  await world.sandbox.control.dropSubscriptions("bol", shop);
  // A look that began before may end now, and be the last one for an hour.
  await until("it was repaired", async () => {
    await world.database.pool.query("update webhook_watch set ensured_at = ensured_at - interval '61 minutes'");
    await queue("poll_channels");
    return (await watchOf(channel))?.wasRepaired === true;
  });
  // bol works on it for a while; then sales arrive by themselves again.
  await until("a sale arrives", async () => {
    await world.bol.sell(1, true);
    return (await doneEvents(channel)) > 0;
  });
});

test("scopes that the app lacks are named where people look", async () => {
  const { shop, channel } = world.shopify;
  const { clientId, clientSecret } = { clientId: "client", clientSecret: "client-secret" };
  const scopes = ["read_products", "write_inventory", "read_locations", "write_orders"];
  await world.sandbox.control.putShopify(shop, { clientId, clientSecret, scopes });
  await world.work({ webhooks: true });
  await until("the trouble is noted", async () => (await watchOf(channel))?.error != null);
  const { error } = (await watchOf(channel)) ?? {};
  expect(error).toContain("write_merchant_managed_fulfillment_orders (tell of parcels)");
  expect(error).not.toContain("read_orders");
  expect((await watchOf(channel))?.ensured).toBe(true);
});
