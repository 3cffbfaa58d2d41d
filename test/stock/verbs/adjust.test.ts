import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, adjustOf, levelOf, makeGoods, makeWorld, orderOf, publishedOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

describe("adjusting", () => {
  it("to the quantity that is there makes no movement and no push", async () => {
    const mug = await makeGoods(world, 4);
    await world.pool.query("delete from graphile_worker._private_jobs");
    expect(await act(world, adjustOf(world, mug, { kind: "to", onHand: 4 }))).toMatchObject({ kind: "applied" });
    const { rows } = await world.pool.query("select from movement where product_id = $1", [mug.id]);
    expect(rows).toHaveLength(1);
    const jobs = await world.pool.query("select from graphile_worker._private_jobs");
    expect(jobs.rows).toHaveLength(0);
  });

  it("with another expected value is refused and tells what is there", async () => {
    const mug = await makeGoods(world, 4);
    const outcome = await act(world, adjustOf(world, mug, { kind: "to", onHand: 9, expected: 5 }));
    const message = "on hand was expected to be 5, but is 4";
    expect(outcome).toEqual({ kind: "refused", refusal: { code: "expected_differs", message } });
  });

  it("upwards fills what is short before any of it is published", async () => {
    const mug = await makeGoods(world, 1);
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 3 }]));
    await act(world, adjustOf(world, mug, { kind: "by", delta: 3 }));
    expect(await levelOf(world, mug)).toEqual({ onHand: 4, reserved: 3, available: 1 });
    expect([await shortOf(world, mug), await publishedOf(world, mug.onShopify)]).toEqual([0, 1]);
  });

  it("below what is unavailable is refused: somebody has to count", async () => {
    const mug = await makeGoods(world, 4);
    const { verb: _, change: __, ...where } = adjustOf(world, mug, { kind: "by", delta: 1 });
    await act(world, { verb: "quarantine", ...where, quantity: 3 });
    const outcome = await act(world, adjustOf(world, mug, { kind: "to", onHand: 2 }));
    const message = "on hand would become 2: it is 4, of which 3 are unavailable; count first";
    expect(outcome).toEqual({ kind: "refused", refusal: { code: "not_enough_on_hand", message } });
  });

  it("below zero is refused", async () => {
    const mug = await makeGoods(world, 4);
    const outcome = await act(world, adjustOf(world, mug, { kind: "by", delta: -5 }));
    expect(outcome).toMatchObject({ kind: "refused", refusal: { code: "not_enough_on_hand" } });
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 4 });
  });

  it("below what is reserved makes the newest reservation a shortage", async () => {
    const mug = await makeGoods(world, 3);
    await act(world, orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 2 }]));
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }]));
    await act(world, adjustOf(world, mug, { kind: "to", onHand: 2 }));
    expect(await levelOf(world, mug)).toEqual({ onHand: 2, reserved: 2, available: 0 });
    const { rows } = await world.pool.query(
      `select o.channel_id, s.cause ->> 'kind' as cause from shortage s join order_line l on l.id = s.order_line_id
       join "order" o on o.id = l.order_id where s.product_id = $1 and s.ended_at is null`,
      [mug.id],
    );
    expect(rows).toEqual([{ channel_id: world.bol.id, cause: "counted_less" }]);
  });
});
