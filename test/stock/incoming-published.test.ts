import { randomUUID } from "node:crypto";
import { applyBatch, republishDue, setRule } from "@stockpool/stock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeListing } from "../make/listing.ts";
import { makeBundle } from "../make/product.ts";
import { act, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld();
});

afterEach(() => world.drop());

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const byTest = { actor: "test", reason: "test", confirmZeroing: true };

async function preorder(days: number | null): Promise<void> {
  await setRule(
    world.pool,
    { channelId: world.bol.id, productId: null, set: { incomingDays: days } },
    byTest,
    new Date(),
  );
}

async function expectUnits(product: { id: string }, quantity: number, expectedAt: Date): Promise<string> {
  const where = { productId: product.id, locationId: world.warehouse.id };
  const told = { key: randomUUID(), actor: "test", reason: "purchase", quantity, expectedAt };
  await act(world, { verb: "expect", ...told, ...where });
  const { rows } = await world.pool.query<{ id: string }>("select id from expectation where product_id = $1", [
    product.id,
  ]);
  return rows[0]?.id ?? "";
}

async function republish(product: { id: string }, at: Date): Promise<void> {
  await applyBatch(world.pool, [{ verb: "republish", productIds: [product.id] }], at);
}

describe("what is still to come", () => {
  test("is published at once where the rule counts it, and nowhere else", async () => {
    const goods = await makeGoods(world, 3);
    await preorder(7);
    await expectUnits(goods, 10, inDays(5));
    expect(await publishedOf(world, goods.onBol)).toBe(13);
    expect(await publishedOf(world, goods.onShopify)).toBe(3);
  });

  test("is sold once: what was sold of it is short, and comes off what is published", async () => {
    const goods = await makeGoods(world, 3);
    await preorder(7);
    await expectUnits(goods, 10, inDays(5));
    await act(world, orderOf(world.bol, [{ platformId: goods.onBol.platformId, ordered: 7 }]));
    expect(await shortOf(world, goods)).toBe(4);
    expect(await publishedOf(world, goods.onBol)).toBe(6);
  });

  test("stays one number when it comes", async () => {
    const goods = await makeGoods(world, 0);
    await preorder(7);
    const expectationId = await expectUnits(goods, 10, inDays(5));
    await act(world, orderOf(world.bol, [{ platformId: goods.onBol.platformId, ordered: 4 }]));
    expect(await publishedOf(world, goods.onBol)).toBe(6);
    await act(world, { ...receiveOf(world, goods, 10), expectationId });
    expect(await publishedOf(world, goods.onBol)).toBe(6);
    expect(await publishedOf(world, goods.onShopify)).toBe(6);
    expect(await shortOf(world, goods)).toBe(0);
  });

  test("counts in bundles, together with what is there", async () => {
    const goods = await makeGoods(world, 4);
    const six = await makeBundle(world.pool, [{ product: goods, quantity: 6 }]);
    const onBol = await makeListing(world.pool, { channel: world.bol, product: six });
    await preorder(7);
    await expectUnits(goods, 9, inDays(5));
    expect(await publishedOf(world, onBol)).toBe(2);
    await act(world, orderOf(world.bol, [{ platformId: onBol.platformId, ordered: 1 }]));
    expect(await publishedOf(world, onBol)).toBe(1);
  });

  test("comes into the window by the mere passing of time", async () => {
    const goods = await makeGoods(world, 3);
    const six = await makeBundle(world.pool, [{ product: goods, quantity: 6 }]);
    const onBol = await makeListing(world.pool, { channel: world.bol, product: six });
    await preorder(7);
    await expectUnits(goods, 10, inDays(7.5));
    expect(await publishedOf(world, goods.onBol)).toBe(3);
    // As if half a day had gone by: the delivery is that much nearer.
    await world.pool.query("update expectation set expected_at = expected_at - interval '1 day'");
    expect(await republishDue(world.pool)).toBe(2);
    expect(await publishedOf(world, goods.onBol)).toBe(13);
    expect(await publishedOf(world, onBol)).toBe(2);
    await world.pool.query("update expectation set expected_at = now() - interval '2 days'");
    await republishDue(world.pool);
    expect(await publishedOf(world, goods.onBol)).toBe(3);
  });

  test("costs nothing to look at while no rule counts it", async () => {
    const goods = await makeGoods(world, 3);
    await expectUnits(goods, 10, inDays(1));
    expect(await republishDue(world.pool)).toBe(0);
    await preorder(7);
    await republish(goods, new Date());
    await preorder(null);
    await republish(goods, new Date());
    expect(await publishedOf(world, goods.onBol)).toBe(3);
  });
});
