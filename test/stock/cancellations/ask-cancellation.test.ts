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
