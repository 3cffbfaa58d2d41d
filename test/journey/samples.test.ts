import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seal } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { audit } from "@stockpool/stock";
import { startWorker, type Worker } from "@stockpool/worker";
import { parse, stringify } from "lossless-json";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiWorld, makeApiWorld, stockpoolSecret } from "../api/world.ts";
import { type MadeChannel, makeChannel } from "../make/channel.ts";
import { makeLocation } from "../make/location.ts";
import { until } from "../worker/make/until.ts";

const specs = process.env.PLATFORM_SPECS_DIR;
if (!specs) console.warn("SKIPPED: Shopify's samples do not go through the hub, because PLATFORM_SPECS_DIR is not set");

const shop = "samples";
const credentials = { clientId: "client", clientSecret: "client-secret" };
const ofOrders = /^orders\/(create|updated|cancelled|paid|fulfilled|partially_fulfilled)$/;

/** They only name an order, which the hub then reads from the shop. */
const hints = /^(orders\/(edited|delete)|refunds\/create|fulfillments\/(create|update))$/;
const connection = /^(app\/(uninstalled|scopes_update)|locations\/(deactivate|delete))$/;

interface Stored {
  topic: string;
  isDone: boolean;
  isSetAside: boolean;
  error: string | null;
}

describe.skipIf(!specs)("Shopify's own sample payloads, sent to the hub's intake and worked", () => {
  let world: ApiWorld;
  let sandbox: Sandbox;
  let worker: Worker;
  let channel: MadeChannel;
  let domain: string;
  const topics = specs ? topicsIn(join(specs, "shopify/webhooks/metadatas")) : [];
  const statuses = new Map<string, number>();

  beforeAll(async () => {
    [world, sandbox] = await Promise.all([makeApiWorld(), startSandbox()]);
    const made = await sandbox.control.putShopify(shop, credentials);
    domain = made.domain;
    channel = await makeChannel(world.pool, {
      ...{ platform: "shopify", baseUrl: `${sandbox.url}${made.path}` },
      sealedCredentials: seal(stockpoolSecret, { ...credentials, shop: domain }),
      locations: [await makeLocation(world.pool)],
      platformLocationId: made.locations[0]?.id ?? "",
    });
    // A hint that names an order which its shop has never had would wait for it: they get one that is there.
    const known = await placeOrder();
    for (const { topic, body } of topics) {
      const sent = hints.test(topic) ? body.replaceAll(/"(order_id|id)":820982911946154500\b/g, `"$1":${known}`) : body;
      statuses.set(topic, await deliver(topic, sent));
    }
    const told = { databaseUrl: world.db.url, secret: stockpoolSecret, allowHttp: true, webhookBaseUrl: null };
    worker = await startWorker({ ...told, logger: pino({ level: "silent" }) });
    await until("every sample is worked", async () => {
      return (await stored()).every((event) => event.isDone || event.isSetAside);
    });
  });

  afterAll(async () => {
    await worker.stop();
    await sandbox.close();
    await world.close();
  });

  /** The number of an order of one unknown mug, placed in the sandbox's shop. */
  async function placeOrder(): Promise<string> {
    await sandbox.control.putProducts("shopify", shop, [{ sku: "MUG", title: "Mug", stock: 5 }]);
    const placed = await sandbox.control.placeOrder("shopify", shop, { lines: [{ sku: "MUG", quantity: 1 }] });
    if (!placed.placed) throw new Error(`not sold: ${placed.refused}`);
    return placed.orderId.replace("gid://shopify/Order/", "");
  }

  async function deliver(topic: string, body: string, eventId = `of-${topic}`): Promise<number> {
    const answer = await world.send(`/webhooks/${channel.code}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-hmac-sha256": createHmac("sha256", credentials.clientSecret).update(body).digest("base64"),
        "x-shopify-shop-domain": domain,
        "x-shopify-topic": topic,
        "x-shopify-event-id": eventId,
      },
    });
    return answer.status;
  }

  async function stored(): Promise<Stored[]> {
    const { rows } = await world.pool.query<Stored>(
      `select topic, done_at is not null as "isDone", set_aside_at is not null as "isSetAside", error
       from webhook_event where channel_id = $1 order by topic`,
      [channel.id],
    );
    return rows;
  }

  test("are each taken with 202 and stored", async () => {
    expect(topics.length).toBeGreaterThan(20);
    expect([...statuses.values()]).toEqual(topics.map(() => 202));
    expect((await stored()).map((event) => event.topic)).toEqual(topics.map(({ topic }) => topic).sort());
  });

  test("are all finished, and none is set aside", async () => {
    const events = await stored();
    expect(events).toHaveLength(topics.length);
    expect(events.filter((event) => event.isSetAside || !event.isDone)).toEqual([]);
  });

  test("say why, where they brought no order", async () => {
    for (const { topic, error } of await stored()) {
      if (ofOrders.test(topic)) expect(error, topic).toBeNull();
      else if (connection.test(topic)) expect(error, topic).toMatch(/app|location/);
      else if (!hints.test(topic)) expect(error, topic).toContain("carries no order");
    }
  });

  test("with orders became orders, and their lines wait, unlinked, for a product", async () => {
    const named = new Set(topics.flatMap(({ topic, body }) => (ofOrders.test(topic) ? [orderIdOf(body)] : [])));
    const orders = await world.pool.query('select platform_order_id as id from "order" where channel_id = $1', [
      channel.id,
    ]);
    const fromShop = (await sandbox.control.orders("shopify", shop)).map((order) => order.orderId);
    expect(orders.rows.map((row) => row.id).sort()).toEqual([...named, ...fromShop].sort());
    const lines = await world.pool.query(
      `select l.title, l.product_id, l.ordered from order_line l join "order" o on o.id = l.order_id where o.channel_id = $1`,
      [channel.id],
    );
    expect(lines.rows.length).toBeGreaterThan(0);
    for (const line of lines.rows) expect(line).toMatchObject({ product_id: null, title: expect.stringMatching(/./) });
    expect(await audit(world.pool)).toEqual([]);
  });

  test("of an order that was not cancelled raise it loudly: the order and its channel say what is unlinked", async () => {
    const created = topics.find(({ topic }) => topic === "orders/create")?.body ?? "";
    const open = created.replaceAll("820982911946154508", "7").replace(/"cancelled_at":"[^"]*"/, '"cancelled_at":null');
    expect(await deliver("orders/create", open, "of-an-open-order")).toBe(202);
    const status = await until("the open order is shown", async () => {
      const { orders } = await world.ask<Orders>("{ orders(first: 50) { edges { node { platformOrderId status } } } }");
      return orders.edges.find(({ node }) => node.platformOrderId === "gid://shopify/Order/7")?.node.status;
    });
    expect(status).toBe("unlinked");
    const { channels } = await world.ask<Channels>("{ channels { health { unlinkedLines eventsSetAside } } }");
    // The open sample's lines, and the one of the order that the hints named.
    const unlinkedLines = linesIn(open) + 1;
    expect(channels).toEqual([{ health: { unlinkedLines, eventsSetAside: 0 } }]);
  });
});

interface Orders {
  orders: { edges: { node: { platformOrderId: string; status: string } }[] };
}

interface Channels {
  channels: { health: { unlinkedLines: number; eventsSetAside: number } }[];
}

function topicsIn(folder: string): { topic: string; body: string }[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.map((file) => ({
    topic: file.replaceAll("\\", "/").replace(".json", ""),
    body: sampleIn(join(folder, file)),
  }));
}

/** The sample with its numbers as they are written: ids exceed 2^53. */
function sampleIn(file: string): string {
  const metadata = parse(readFileSync(file, "utf8"));
  if (typeof metadata !== "object" || metadata === null || !("response" in metadata))
    throw new Error(`${file} has no sample`);
  return stringify(metadata.response) ?? "";
}

function linesIn(body: string): number {
  const order: { line_items: unknown[] } = JSON.parse(body);
  return order.line_items.length;
}

function orderIdOf(body: string): string {
  const order: { admin_graphql_api_id: string } = JSON.parse(body);
  return order.admin_graphql_api_id;
}
