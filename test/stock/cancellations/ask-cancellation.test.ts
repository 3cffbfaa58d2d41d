import { randomUUID } from "node:crypto";
import { askCancellation } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storedOrder } from "../verbs/words.ts";
import { act, makeGoods, makeWorld, orderOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

test("one wish that is sent six times at once is asked of the platform once", async () => {
  // Connections are opened one after the other in the first round; from the second on all six begin together.
  for (let round = 0; round < 10; round++) {
    const mug = await makeGoods(world, 5);
    const sold = await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
    const { orderId, lineIds } = await storedOrder(world, sold);
    const how = { key: `round ${round}`, actor: "test", reason: "out_of_stock" } as const;
    const wish = { ...how, orderId, orderLineIds: lineIds };
    const answers = await Promise.all(Array.from({ length: 6 }, () => askCancellation(world.pool, wish, new Date())));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["applied", ...Array(5).fill("repeated")]);
    const { rowCount } = await world.pool.query("select from cancellation where order_id = $1", [orderId]);
    expect(rowCount).toBe(1);
  }
});

/** A fresh order of two lines on a platform. */
async function ordered(channel: { id: string }, fulfilledBy: "merchant" | "platform" = "merchant") {
  const [one, other] = [await makeGoods(world, 5), await makeGoods(world, 5)];
  const lines = [one, other].map(({ onShopify, onBol }) => ({
    platformId: (channel.id === world.bol.id ? onBol : onShopify).platformId,
    ordered: 1,
  }));
  const sold = await act(world, orderOf(channel, lines, { fulfilledBy }));
  return storedOrder(world, sold);
}

function ask(orderId: string, orderLineIds: string[]) {
  const wish = { key: randomUUID(), actor: "test", reason: "other", orderId, orderLineIds } as const;
  return askCancellation(world.pool, wish, new Date());
}

test("a line of several is refused where a platform cancels whole orders only, with the place where it is done", async () => {
  const { orderId, lineIds } = await ordered(world.shopify);
  expect(await ask(orderId, lineIds.slice(0, 1))).toMatchObject({
    kind: "refused",
    refusal: { code: "cancelled_elsewhere", message: expect.stringContaining("shop's admin") },
  });
  expect(await ask(orderId, lineIds)).toMatchObject({ kind: "applied" });
  const onBol = await ordered(world.bol);
  expect(await ask(onBol.orderId, onBol.lineIds.slice(0, 1))).toMatchObject({ kind: "applied" });
});

test("what the platform ships, and what was placed through the API, is cancelled elsewhere, and that is said", async () => {
  const shipped = await ordered(world.bol, "platform");
  expect(await ask(shipped.orderId, shipped.lineIds)).toMatchObject({
    refusal: { code: "cancelled_elsewhere", message: expect.stringContaining("bol ships order") },
  });
  const own = await ordered(world.shopify);
  await world.pool.query("update channel set platform = 'portal' where id = $1", [world.shopify.id]);
  expect(await ask(own.orderId, own.lineIds)).toMatchObject({
    refusal: { code: "cancelled_elsewhere", message: expect.stringContaining("with cancelOrder") },
  });
});
