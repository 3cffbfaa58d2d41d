import { randomUUID } from "node:crypto";
import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeBundle, makeProduct } from "../make/product.ts";
import { type Event, openStream } from "./stream.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
let location: { id: string };
beforeAll(async () => {
  world = await makeApiWorld();
  location = await makeLocation(world.pool);
});
afterAll(() => world.close());

const watch = `subscription ($productIds: [ID!]) {
  stockChanged(productIds: $productIds) { everything products { sku onHand available } orders { name status } }
}`;

function watchProducts(products?: { id: string }[]) {
  const productIds = products?.map(({ id }) => nodeId("Product", id)) ?? null;
  return openStream<{ stockChanged: Event }>(world, watch, { productIds });
}

function receive(product: { id: string }, quantity: number, key: string = randomUUID()) {
  const act = { verb: "receive" as const, key, actor: "test", reason: "test" };
  return applyBatch(world.pool, [{ ...act, productId: product.id, locationId: location.id, quantity }], new Date());
}

describe("a subscriber", () => {
  test("sees a change as soon as it is committed, with the rows as they are then", async () => {
    const product = await makeProduct(world.pool);
    const stream = await watchProducts([product]);
    await receive(product, 7);
    expect(await stream.next()).toEqual({
      stockChanged: { everything: false, products: [{ sku: product.sku, onHand: 7, available: 7 }], orders: [] },
    });
    await stream.close();
  });

  test("hears of its own products only", async () => {
    const [mine, other] = [await makeProduct(world.pool), await makeProduct(world.pool)];
    const stream = await watchProducts([mine]);
    await receive(other, 1);
    await receive(mine, 2);
    expect((await stream.next()).stockChanged.products).toEqual([{ sku: mine.sku, onHand: 2, available: 2 }]);
    await stream.close();
  });

  test("of everything hears of orders, and of the bundles that a change touches", async () => {
    const part = await makeProduct(world.pool);
    const bundle = await makeBundle(world.pool, [{ product: part, quantity: 2 }]);
    const channel = await makeChannel(world.pool, { locations: [location] });
    await makeListing(world.pool, { channel, product: bundle });
    const stream = await watchProducts();
    await receive(part, 9);
    const { products } = (await stream.next()).stockChanged;
    expect(products).toContainEqual({ sku: bundle.sku, onHand: null, available: 4 });
    await stream.close();
  });

  test("who is slow gets one event with the newest rows, not a queue of old ones", async () => {
    const product = await makeProduct(world.pool);
    const stream = await watchProducts([product]);
    await receive(product, 1);
    await stream.next();
    for (let n = 0; n < 20; n++) await receive(product, 1);
    const seen: number[] = [];
    while (seen.at(-1) !== 21) seen.push((await stream.next()).stockChanged.products[0]?.onHand ?? 0);
    expect(seen.length).toBeLessThan(20);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    await stream.close();
  });

  test("is told to read again when a change is too large to name", async () => {
    const stream = await watchProducts();
    await world.pool.query("select pg_notify('stock', $1)", [JSON.stringify({ everything: true })]);
    expect((await stream.next()).stockChanged).toEqual({ everything: true, products: [], orders: [] });
    await stream.close();
  });

  test("is told to read again when the connection that hears of changes was lost", async () => {
    const product = await makeProduct(world.pool);
    const stream = await watchProducts([product]);
    await world.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stockpool-api-listen' and datname = current_database()",
    );
    expect((await stream.next()).stockChanged).toMatchObject({ everything: true });
    await receive(product, 3);
    expect((await stream.next()).stockChanged.products).toEqual([{ sku: product.sku, onHand: 3, available: 3 }]);
    await stream.close();
  });

  test("is told to read again when a notice cannot be read", async () => {
    const stream = await watchProducts();
    await world.pool.query("select pg_notify('stock', 'nonsense')");
    expect((await stream.next()).stockChanged.everything).toBe(true);
    await stream.close();
  });

  test("is forgotten when it leaves", async () => {
    const before = await subscribers();
    const stream = await watchProducts();
    expect(await subscribers()).toBe(before + 1);
    await stream.close();
    await vi.waitFor(async () => expect(await subscribers()).toBe(before));
  });

  test("asks for at most 250 products", async () => {
    const productIds = Array(251).fill(nodeId("Product", randomUUID()));
    const { errors } = await world.graphql(watch, { productIds });
    expect(errors?.[0]?.message).toBe("productIds must be at most 250, got 251");
  });
});

async function subscribers(): Promise<number> {
  const answer = await world.send("/metrics", { headers: { cookie: world.cookie } });
  return Number(/stockpool_live_subscribers (\d+)/.exec(await answer.text())?.[1]);
}

test("over a real connection: an event arrives while the answer is still open, and leaving ends the subscription", async () => {
  const { port } = await world.api.listen(0);
  const product = await makeProduct(world.pool);
  const before = await subscribers();
  const send = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const variables = { productIds: [nodeId("Product", product.id)] };
  const stream = await openStream<{ stockChanged: Event }>({ send, cookie: world.cookie }, watch, variables);
  await receive(product, 5);
  expect((await stream.next()).stockChanged.products).toEqual([{ sku: product.sku, onHand: 5, available: 5 }]);
  await stream.close();
  await vi.waitFor(async () => expect(await subscribers()).toBe(before));
});
