import { createHmac, randomUUID } from "node:crypto";
import { seal } from "@stockpool/channels/intake";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { statementsOf } from "./statements.ts";
import { type ApiWorld, makeApiWorld, readJson, stockpoolSecret } from "./world.ts";

const shop = "mugs.myshopify.com";
const clientSecret = "hush-hush-test-secret";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

function sealed(secret: string): string {
  return seal(stockpoolSecret, { shop, clientId: "id", clientSecret: secret });
}

function connectShop() {
  return makeChannel(world.pool, { platform: "shopify", sealedCredentials: sealed(clientSecret) });
}

interface Message {
  body?: string | Uint8Array<ArrayBuffer>;
  secret?: string;
  event?: string;
  headers?: Record<string, string>;
}

/** Sends what Shopify would send. */
function deliver(channel: { code: string }, { body = "{}", secret = clientSecret, event, headers }: Message = {}) {
  return world.send(`/webhooks/${channel.code}`, {
    method: "POST",
    body,
    headers: {
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
      "x-shopify-shop-domain": shop,
      "x-shopify-topic": "orders/create",
      "x-shopify-event-id": event ?? randomUUID(),
      ...headers,
    },
  });
}

interface StoredEvent {
  topic: string;
  body: Buffer;
  headers: Record<string, string>;
}

async function storedFor(channel: { id: string }): Promise<StoredEvent[]> {
  const { rows } = await world.pool.query<StoredEvent>(
    "select topic, body, headers from webhook_event where channel_id = $1",
    [channel.id],
  );
  return rows;
}

describe("a signed message", () => {
  test("is stored as it came and answered with 202", async () => {
    const channel = await connectShop();
    const body = '{ "id": 1,   "name": "#1001" }';
    expect((await deliver(channel, { body })).status).toBe(202);
    const [event] = await storedFor(channel);
    expect(event?.topic).toBe("orders/create");
    expect(event?.body.toString()).toBe(body);
    expect(event?.headers).toMatchObject({ "x-shopify-topic": "orders/create" });
  });

  test("that comes twice, also at once, is stored once and answered with 202 each time", async () => {
    const channel = await connectShop();
    const deliveries = Array.from({ length: 8 }, () => deliver(channel, { event: "the-same" }));
    const statuses = (await Promise.all(deliveries)).map((answer) => answer.status);
    expect(statuses).toEqual(Array(8).fill(202));
    expect(await storedFor(channel)).toHaveLength(1);
  });

  test.each([
    ["broken JSON", '{"id": 1,'],
    ["bytes that are no text", new Uint8Array([0xff, 0x00, 0xfe, 0x80])],
    ["nothing", ""],
  ])("with %s as its body is stored all the same: the inbox sets it aside, loudly", async (_what, body) => {
    const channel = await connectShop();
    expect((await deliver(channel, { body })).status).toBe(202);
    expect((await storedFor(channel))[0]?.body).toEqual(Buffer.from(body));
  });

  test("keeps no cookie and no authorization among its headers", async () => {
    const channel = await connectShop();
    await deliver(channel, { headers: { cookie: "session=1", authorization: "Bearer 1", "x-api-key": "1" } });
    const kept = Object.keys((await storedFor(channel))[0]?.headers ?? {});
    expect(kept).toContain("x-shopify-event-id");
    for (const name of ["cookie", "authorization", "x-api-key"]) expect(kept).not.toContain(name);
  });

  test("of a channel costs two statements: it is stored, and its inbox is woken", async () => {
    const channel = await connectShop();
    await deliver(channel);
    const statements = await statementsOf(() => deliver(channel));
    expect(statements).toHaveLength(2);
    expect(statements[0]).toContain("insert into webhook_event");
    expect(statements[1]).toContain("process_inbox");
  });
});

describe("a message is refused and nothing is stored", () => {
  test.each([
    ["another secret", { secret: "guessed" }],
    ["no signature", { headers: { "x-shopify-hmac-sha256": "" } }],
    ["another shop", { headers: { "x-shopify-shop-domain": "other.myshopify.com" } }],
  ])("with %s: 401", async (_what, message) => {
    const channel = await connectShop();
    const answer = await deliver(channel, message);
    expect(answer.status).toBe(401);
    expect(await readJson(answer)).toMatchObject({ error: { code: "SIGNATURE_WRONG" } });
    expect(await storedFor(channel)).toEqual([]);
  });

  test("for a channel that does not exist: 404; for one that was removed: 410, for good", async () => {
    const removed = await connectShop();
    await world.pool.query("update channel set removed_at = now() where id = $1", [removed.id]);
    expect((await deliver({ code: "nobody" })).status).toBe(404);
    const answer = await deliver(removed);
    expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining("CHANNEL_REMOVED")]);
    expect(await storedFor(removed)).toEqual([]);
  });

  test.each([
    ["announced", { "content-length": String(2 * 1024 * 1024 + 1) }],
    ["not announced", {}],
  ])("with a body over 2 MB whose length is %s: 413", async (_what, headers) => {
    const channel = await connectShop();
    const answer = await deliver(channel, { body: "x".repeat(2 * 1024 * 1024 + 1), headers });
    expect(answer.status).toBe(413);
    expect(await readJson(answer)).toMatchObject({
      error: { code: "BODY_TOO_LARGE", message: "a webhook must be at most 2097152 bytes, this one is larger" },
    });
    expect(await storedFor(channel)).toEqual([]);
  });

  test("by another method: 405", async () => {
    const channel = await connectShop();
    expect((await world.send(`/webhooks/${channel.code}`)).status).toBe(405);
  });
});

test("new credentials count within seconds, and forged messages cost no reading of the channel", async () => {
  const channel = await connectShop();
  await deliver(channel);
  const forged = await statementsOf(() => deliver(channel, { secret: "guessed" }));
  expect(forged).toEqual([]);
  await world.pool.query("update channel set sealed_credentials = $2 where id = $1", [channel.id, sealed("renewed")]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6_000 });
  try {
    expect((await deliver(channel, { secret: "renewed" })).status).toBe(202);
    expect((await deliver(channel)).status).toBe(401);
  } finally {
    vi.useRealTimers();
  }
});

test("a body of exactly 2 MB is taken", async () => {
  const channel = await connectShop();
  expect((await deliver(channel, { body: "x".repeat(2 * 1024 * 1024) })).status).toBe(202);
});
