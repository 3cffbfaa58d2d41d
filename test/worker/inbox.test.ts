import { randomUUID } from "node:crypto";
import { newId, storeEvent } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deliver, deliverChanged, storedMessage } from "./make/messages.ts";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

interface EventRow {
  isDone: boolean;
  isSetAside: boolean;
  tries: number;
  error: string | null;
}

async function eventOf(platformEventIdPart: string): Promise<EventRow> {
  const { rows } = await world.database.pool.query<EventRow>(
    `select done_at is not null as "isDone", set_aside_at is not null as "isSetAside", tries, error
     from webhook_event where platform_event_id like '%' || $1 || '%'`,
    [platformEventIdPart],
  );
  const row = rows[0];
  if (!row || rows.length > 1) throw new Error(`${rows.length} events named ${platformEventIdPart}`);
  return row;
}

async function untilInboxEmpty() {
  await until("the inbox is empty", async () => {
    const { rows } = await world.database.pool.query(
      "select from webhook_event where done_at is null and set_aside_at is null",
    );
    return rows.length === 0;
  });
}

async function orderCount(): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: number }>(`select count(*)::int as count from "order"`);
  return rows[0]?.count ?? 0;
}

test("an order told eight times at once, under one id and under eight, counts once", async () => {
  await world.work({ webhooks: true });
  await world.shopify.sell(3);
  const message = await storedMessage(world, "orders/create");
  const again = Array.from({ length: 8 }, () => deliver(world, message));
  const anew = Array.from({ length: 8 }, () => deliver(world, message, randomUUID()));
  const statuses = await Promise.all([...again, ...anew]);
  expect(new Set(statuses)).toEqual(new Set([202]));
  await untilInboxEmpty();
  await untilInStep(world, 7);
  expect(await orderCount()).toBe(1);
  expect(await world.available()).toBe(7);
});

test("messages that nobody can read or apply are counted, and the others of the same batch take effect", async () => {
  const first = await world.work({ webhooks: true });
  await untilInStep(world, 10);
  await world.shopify.sell(1);
  const message = await storedMessage(world, "orders/create");
  await untilInStep(world, 9);
  await first.stop();

  const unreadable = await deliverChanged(world, message, (body) => body.slice(1));
  // An id that no database can hold: the message reads well, and the order cannot be made of it.
  const poison = await deliverChanged(world, message, (body) => renamed(body).replaceAll("gid://", "\\u0000gid://"));
  await world.shopify.sell(2);
  await world.shopify.sell(1);
  await until("the sales are stored", async () => (await storedCount("orders/create")) === 5);

  await world.work();
  await untilInStep(world, 6);
  for (const id of [unreadable, poison]) {
    expect(await eventOf(id)).toMatchObject({ isDone: false, isSetAside: false, tries: 1, error: expect.any(String) });
  }
  expect(await orderCount()).toBe(3);
});

/** The same order under an id of its own. */
function renamed(body: string): string {
  const id = /"id":(\d+)/.exec(body)?.[1];
  if (!id) throw new Error("the body has no id");
  return body.replaceAll(id, `${id}99`);
}

async function storedCount(topic: string): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: number }>(
    "select count(*)::int as count from webhook_event where topic = $1",
    [topic],
  );
  return rows[0]?.count ?? 0;
}

test("a message that keeps failing is set aside with its error after its last try", async () => {
  const platformEventId = randomUUID();
  await storeEvent(world.database.pool, {
    ...{ id: newId(), channelId: world.shopify.channel.id, platformEventId, topic: "orders/create", headers: {} },
    body: Buffer.from("no JSON at all"),
    // So long ago that every next try is due at once.
    receivedAt: new Date(Date.now() - 3_600_000),
  });
  await world.work();
  const end = await until("it is set aside", async () => {
    const event = await eventOf(platformEventId);
    return event.isSetAside && event;
  });
  expect(end).toMatchObject({ isDone: false, tries: 5, error: expect.stringMatching(/JSON/i) });
});

test("a message that is only a hint is read from the platform; the platform's pause delays it and nothing else", async () => {
  await world.work({ webhooks: true });
  await untilInStep(world, 10);
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "bol", operation: "GET /retailer/orders/{order-id}", action: "rate_limit" },
    ...{ times: 1, retryAfterSeconds: 1 },
  });
  const orderId = await world.bol.sell(2);
  await storeHint(orderId);
  await world.shopify.sell(1);
  await untilInStep(world, 7);
  await untilInboxEmpty();
  expect(await eventOf(orderId)).toMatchObject({ isDone: true, tries: 0 });
});

test("a hint at an order that the platform does not know waits for its next try", async () => {
  await world.work();
  await storeHint("0000000000");
  const event = await until("it was tried", async () => {
    const row = await eventOf("0000000000");
    return row.tries > 0 && row;
  });
  expect(event).toMatchObject({ isDone: false, error: expect.stringContaining("0000000000") });
});

async function storeHint(orderId: string): Promise<void> {
  const body = {
    retailerId: 1,
    timestamp: new Date(),
    event: { resource: "ORDER", type: "ORDER_CREATED", resourceId: orderId },
  };
  await storeEvent(world.database.pool, {
    ...{ id: newId(), channelId: world.bol.channel.id, platformEventId: `hint-${orderId}`, headers: {} },
    ...{ topic: "ORDER/ORDER_CREATED", body: Buffer.from(JSON.stringify(body)), receivedAt: new Date() },
  });
}

test("messages of a removed channel are done with a note and bring nothing", async () => {
  const first = await world.work({ webhooks: true });
  await untilInStep(world, 10);
  await first.stop();
  await world.shopify.sell(1);
  await storedMessage(world, "orders/create");
  await world.database.pool.query("update channel set removed_at = now() where id = $1", [world.shopify.channel.id]);
  await world.work();
  await untilInboxEmpty();
  const { rows } = await world.database.pool.query("select distinct error from webhook_event");
  expect(rows).toEqual([{ error: "the channel is removed" }]);
  expect(await orderCount()).toBe(0);
});
