import { randomUUID } from "node:crypto";
import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { importOrder } from "./orders.ts";
import { statementsOf } from "./statements.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

describe("orders", () => {
  const list = `query ($channelId: ID, $status: OrderStatus, $search: String, $after: String, $first: Int) {
    orders(channelId: $channelId, status: $status, search: $search, after: $after, first: $first) {
      edges { node { name status channel { code } lines {
        sku ordered open shortageUnits product { sku } listing { platformId } reservations { quantity routingReason location { code } order { name } }
      } } } pageInfo { hasNextPage endCursor }
    }
  }`;
  interface Orders {
    orders: {
      edges: { node: { name: string; status: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }

  test("show what was promised from where, and what could not be", async () => {
    const location = await makeLocation(world.pool);
    const { channel, product, listing } = await importOrder(world, location, 3, 1);
    const { orders } = await world.ask<Orders>(list, { channelId: nodeId("Channel", channel.id) });
    const reservation = { quantity: 1, location: { code: location.code }, order: { name: "#1001" } };
    const line = { sku: product.sku, ordered: 3, open: 3, shortageUnits: 2, product: { sku: product.sku } };
    expect(orders.edges).toMatchObject([
      {
        node: {
          ...{ name: "#1001", status: "short", channel: { code: channel.code } },
          lines: [{ ...line, listing: { platformId: listing.platformId }, reservations: [reservation] }],
        },
      },
    ]);
  });

  test("of a product that is not linked are unlinked, those that the platform ships are not", async () => {
    const channel = await makeChannel(world.pool);
    await importUnlinked(channel, "merchant", "M-1");
    await importUnlinked(channel, "platform", "P-1");
    const channelId = nodeId("Channel", channel.id);
    const { orders } = await world.ask<Orders>(list, { channelId, status: "unlinked" });
    expect(orders.edges.map(({ node }) => node.name)).toEqual(["M-1"]);
    const health = await world.ask(`{ channels { code health { unlinkedLines } } }`);
    expect(health).toMatchObject({
      channels: expect.arrayContaining([{ code: channel.code, health: { unlinkedLines: 1 } }]),
    });
  });

  test("are found by name, and paged newest first", async () => {
    const channel = await makeChannel(world.pool);
    for (const name of ["FIND-1", "FIND-2", "FIND-3"]) await importUnlinked(channel, "merchant", name);
    const first = await world.ask<Orders>(list, { search: "find-", first: 2 });
    const second = await world.ask<Orders>(list, { search: "find-", first: 2, after: first.orders.pageInfo.endCursor });
    const names = [...first.orders.edges, ...second.orders.edges].map(({ node }) => node.name);
    expect(names).toEqual(["FIND-3", "FIND-2", "FIND-1"]);
    expect(second.orders.pageInfo.hasNextPage).toBe(false);
  });

  test("cost as many statements for many as for few", async () => {
    const location = await makeLocation(world.pool);
    for (let n = 0; n < 6; n++) await importOrder(world, location, 1);
    const few = await statementsOf(() => world.ask(list, { first: 2 }));
    const many = await statementsOf(() => world.ask(list, { first: 20 }));
    expect(many.length, many.join("\n")).toBe(few.length);
  });

  let clock = Date.now();
  async function importUnlinked(channel: { id: string }, fulfilledBy: "merchant" | "platform", name: string) {
    clock += 1000;
    const at = new Date(clock);
    const line = { platformLineId: "1", platformId: "unknown", sku: "unknown", title: "thing" };
    const order = {
      ...{ platformOrderId: randomUUID(), name, placedAt: at, updatedAt: at, country: null, fulfilledBy },
      lines: [{ ...line, ordered: 1, cancelled: 0, shipped: 0 }],
    };
    await applyBatch(world.pool, [{ verb: "import_order", channelId: channel.id, actor: "test", order }], new Date());
  }
});

test("a listing says what it shows, why, and what became of every push", async () => {
  const location = await makeLocation(world.pool, { safetyStock: 1 });
  const channel = await makeChannel(world.pool, { locations: [location] });
  const product = await makeProduct(world.pool);
  const { id, platformId } = await makeListing(world.pool, { channel, product });
  await makeLevel(world.pool, product, location, 5);
  await applyBatch(world.pool, [{ verb: "republish", productIds: [product.id] }], new Date());
  await world.pool.query(
    `insert into push (id, at, channel_id, listing_id, before, quantity, state, trace, ended_at)
     values (gen_random_uuid(), now() - interval '200 milliseconds', $1, $2, null, 4, 'confirmed', $3, now())`,
    [channel.id, id, JSON.stringify([{ step: "locations", ruleId: null, before: 0, after: 4 }])],
  );
  const fields = `platformId status published confirmed pendingSince
    trace { step before after } pushes { edges { node { quantity state trace { step after } } } }`;
  const { node } = await world.ask<{ node: { trace: { step: string; after: number }[] } }>(
    `query ($id: ID!) { node(id: $id) { ... on Listing { ${fields} } } }`,
    { id: nodeId("Listing", id) },
  );
  expect(node).toMatchObject({
    ...{ platformId, status: "linked", published: 4, confirmed: null, pendingSince: expect.any(String) },
    pushes: { edges: [{ node: { quantity: 4, state: "confirmed", trace: [{ step: "locations", after: 4 }] } }] },
  });
  expect(node.trace.at(0)).toMatchObject({ step: "locations", after: 4 });
  expect(node.trace.at(-1)).toMatchObject({ after: 4 });
});

test("a channel says how well it is kept in step", async () => {
  const location = await makeLocation(world.pool);
  const { channel, listing } = await importOrder(world, location, 1, 10);
  await world.pool.query(
    "insert into watermark (channel_id, orders_until, polled_at, failed_at, error) values ($1, now(), now() - interval '1 minute', now(), 'HTTP 503')",
    [channel.id],
  );
  for (const ms of [100, 200, 1000]) {
    await world.pool.query(
      `insert into push (id, at, channel_id, listing_id, quantity, state, trace, ended_at)
       values (gen_random_uuid(), now() - make_interval(secs => $3::float8 / 1000), $1, $2, 4, 'confirmed', '[]', now())`,
      [channel.id, listing.id, ms],
    );
  }
  const { channels } = await world.ask<{ channels: { code: string }[] }>(
    `{ channels { code isLive isPaused countries locations { code } waiting health {
      pollError lastOrderAt lastPushAt pushLagP50Ms pushLagP95Ms eventsSetAside unlinkedLines } } }`,
  );
  expect(channels.find(({ code }) => code === channel.code)).toEqual({
    ...{ code: channel.code, isLive: true, isPaused: false, countries: ["NL"], locations: [{ code: location.code }] },
    waiting: 1,
    health: {
      ...{ pollError: "HTTP 503", lastOrderAt: expect.any(String), lastPushAt: expect.any(String) },
      ...{ pushLagP50Ms: 200, pushLagP95Ms: 920, eventsSetAside: 0, unlinkedLines: 0 },
    },
  });
});

test("sales are counted by channel and hour, quiet hours included", async () => {
  const location = await makeLocation(world.pool);
  const { channel } = await importOrder(world, location, 3);
  const { salesByHour } = await world.ask<{
    salesByHour: { channel: { code: string }; hours: { units: number; orders: number }[] }[];
  }>("{ salesByHour(hours: 48) { channel { code } hours { hour units orders } } }");
  const sales = salesByHour.find((one) => one.channel.code === channel.code);
  expect(sales?.hours).toHaveLength(48);
  expect(sales?.hours.reduce((sum, hour) => sum + hour.units, 0)).toBe(3);
  const { errors } = await world.graphql("{ salesByHour(hours: 169) { hours { units } } }");
  expect(errors?.[0]?.message).toBe("hours must be 1–168, got 169");
});

test("everything that happened to stock is one feed, newest first, paged without a gap", async () => {
  const location = await makeLocation(world.pool);
  for (let n = 0; n < 5; n++) await makeLevel(world.pool, await makeProduct(world.pool), location, n + 1);
  const feed = `query ($first: Int, $after: String) { movements(first: $first, after: $after) {
    edges { node { id at } } pageInfo { hasNextPage endCursor } } }`;
  interface Feed {
    movements: { edges: { node: { id: string; at: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }
  const whole = (await world.ask<Feed>(feed, { first: 250 })).movements.edges.map(({ node }) => node);
  expect(whole.map(({ at }) => at)).toEqual(
    whole
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  const paged: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { movements }: Feed = await world.ask<Feed>(feed, { first: 3, after });
    paged.push(...movements.edges.map(({ node }) => node.id));
    after = movements.pageInfo.endCursor;
    more = movements.pageInfo.hasNextPage;
  }
  expect(paged).toEqual(whole.map(({ id }) => id));
});

test("nodes come in the order asked for, and null where there is none", async () => {
  const location = await makeLocation(world.pool);
  const product = await makeProduct(world.pool);
  await makeLevel(world.pool, product, location, 4);
  const ids = [
    nodeId("StockLevel", `${product.id}_${location.id}`),
    nodeId("Product", randomUUID()),
    nodeId("Product", product.id),
  ];
  const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on StockLevel { onHand } } }";
  expect(await world.ask(query, { ids })).toEqual({
    nodes: [{ __typename: "StockLevel", id: ids[0], onHand: 4 }, null, { __typename: "Product", id: ids[2] }],
  });
});

test("queries read from the replica, changes and what is read after them from the primary", async () => {
  const stale = await makeApiWorld();
  const split = await makeApiWorld(stale.db.url);
  const location = await makeLocation(split.pool);
  const product = await makeProduct(split.pool);
  const input = {
    ...{ key: "k", reason: "test", quantity: 3, productId: nodeId("Product", product.id) },
    locationId: nodeId("Location", location.id),
  };
  const mutation = `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { ... on StockChanged { product { onHand } } } }`;
  expect(await split.ask(mutation, { input })).toEqual({ receiveStock: { product: { onHand: 3 } } });
  expect(await split.ask(`{ product(sku: "${product.sku}") { onHand } }`)).toEqual({ product: null });
  await split.close();
  await stale.close();
});
