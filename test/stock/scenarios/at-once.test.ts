import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, holdOf, told } from "../verbs/words.ts";
import { act, adjustOf, levelOf, makeGoods, makeWorld, orderOf, publishedOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(24);
});
afterAll(() => world.drop());

describe("stock 1 and two channels at once", () => {
  it("as promises: exactly one gets it", async () => {
    for (let round = 0; round < 20; round++) {
      const mug = await makeGoods(world, 1);
      const outcomes = await Promise.all(
        [world.shopify, world.bol].map((channel) =>
          act(world, holdOf(world, mug, 1, { from: { kind: "channel", channelId: channel.id, country: "NL" } })),
        ),
      );
      expect(outcomes.map(answer).sort()).toEqual(["applied", "not_enough_available"]);
      expect(await levelOf(world, mug)).toEqual({ onHand: 1, reserved: 1, available: 0 });
    }
  });

  it("as facts: both are recorded, one reserved, one short, and both channels show none", async () => {
    for (let round = 0; round < 20; round++) {
      const mug = await makeGoods(world, 1);
      const outcomes = await Promise.all([
        act(world, orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 1 }])),
        act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }])),
      ]);
      expect(outcomes.map(answer)).toEqual(["applied", "applied"]);
      expect(await levelOf(world, mug)).toEqual({ onHand: 1, reserved: 1, available: 0 });
      expect(await shortOf(world, mug)).toBe(1);
      expect([await publishedOf(world, mug.onShopify), await publishedOf(world, mug.onBol)]).toEqual([0, 0]);
    }
  });
});

it("orders of [A, B] and of [B, A], 500 rounds: no deadlock, and every unit counted", async () => {
  const [a, b] = [await makeGoods(world, 1_000), await makeGoods(world, 1_000)];
  const order = (...goods: (typeof a)[]) =>
    orderOf(
      world.bol,
      goods.map((one) => ({ platformId: one.onBol.platformId, ordered: 1 })),
    );
  for (let round = 0; round < 500; round++) {
    await Promise.all([act(world, order(a, b)), act(world, order(b, a))]);
  }
  for (const goods of [a, b]) expect(await levelOf(world, goods)).toMatchObject({ reserved: 1_000, available: 0 });
  const { rows } = await world.pool.query("select deadlocks from pg_stat_database where datname = current_database()");
  expect(rows[0].deadlocks).toBe("0");
}, 120_000);

it("two absolute sets of one level at once end at one of them, explained by the ledger", async () => {
  for (let round = 0; round < 40; round++) {
    const mug = await makeGoods(world, 5);
    const outcomes = await Promise.all(
      [11, 23].map((onHand) => act(world, adjustOf(world, mug, { kind: "to", onHand }))),
    );
    expect(outcomes.map(answer)).toEqual(["applied", "applied"]);
    const { rows } = await world.pool.query<{ delta: number; after: number }>(
      `select on_hand_delta as delta, on_hand_after as after from movement m join operation o on o.id = m.operation_id
       where m.product_id = $1 and o.verb = 'adjust' order by m.id`,
      [mug.id],
    );
    const [first, second] = rows;
    expect([first?.after, second?.after].sort()).toEqual([11, 23]);
    expect(second?.delta).toBe((second?.after ?? 0) - (first?.after ?? 0));
    expect((await levelOf(world, mug))?.onHand).toBe(second?.after);
  }
});

it("two sets that both expect the old number: one is refused", async () => {
  const mug = await makeGoods(world, 5);
  const outcomes = await Promise.all(
    [11, 23].map((onHand) => act(world, adjustOf(world, mug, { kind: "to", onHand, expected: 5 }))),
  );
  expect(outcomes.map(answer).sort()).toEqual(["applied", "expected_differs"]);
});

it("a transfer, a sale and a quarantine of the same last units at once never promise one twice", async () => {
  for (let round = 0; round < 30; round++) {
    const mug = await makeGoods(world, 2);
    const place = { productId: mug.id, locationId: world.warehouse.id };
    const to = world.elsewhere.id;
    await Promise.all([
      act(world, { verb: "quarantine", ...told(), ...place, quantity: 1 }),
      act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }])),
      act(world, {
        ...{ verb: "transfer_out", ...told(), fromLocationId: world.warehouse.id, toLocationId: to },
        lines: [{ productId: mug.id, quantity: 1 }],
      }),
    ]);
    const level = await levelOf(world, mug);
    expect((level?.available ?? -1) + (level?.reserved ?? 0)).toBe((level?.onHand ?? 0) - 1);
  }
});
