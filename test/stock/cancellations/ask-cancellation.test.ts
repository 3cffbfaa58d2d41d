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
  const mug = await makeGoods(world, 5);
  const sold = await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
  const { orderId, lineIds } = await storedOrder(world, sold);
  const wish = { key: "once", actor: "test", orderId, orderLineIds: lineIds, reason: "out_of_stock" } as const;
  const answers = await Promise.all(Array.from({ length: 6 }, () => askCancellation(world.pool, wish, new Date())));
  expect(answers.map(({ kind }) => kind).sort()).toEqual(["applied", ...Array(5).fill("repeated")]);
  const { rowCount } = await world.pool.query("select from cancellation where order_id = $1", [orderId]);
  expect(rowCount).toBe(1);
});
