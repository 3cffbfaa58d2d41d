import { applyBatch, sweepHolds } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeBundle } from "../../make/product.ts";
import { act, adjustOf, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "../world.ts";
import { actAt, answer, holdOf, madeHold, quantitiesAt, storedOrder, told } from "./words.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(16);
});
afterAll(() => world.drop());

type Goods = Awaited<ReturnType<typeof makeGoods>>;

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

const sell = (product: Goods, ordered: number) =>
  orderOf(world.bol, [{ platformId: product.onBol.platformId, ordered }]);

async function holdRow(id: string) {
  const { rows } = await world.pool.query("select ended_as, expires_at from hold where id = $1", [id]);
  return rows[0];
}

describe("a hold", () => {
  it("keeps units without an order until it is released", async () => {
    const mug = await makeGoods(world, 5);
    const command = holdOf(world, mug, 3);
    const id = madeHold(await act(world, command));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 3, 0]);
    expect(await publishedOf(world, mug.onBol)).toBe(2);
    expect([answer(await act(world, command)), madeHold(await act(world, command))]).toEqual(["repeated", id]);
    await act(world, { verb: "release_hold", ...told(), holdId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 0, 0]);
    expect([await publishedOf(world, mug.onBol), (await holdRow(id)).ended_as]).toEqual([5, "released"]);
    expect(answer(await act(world, { verb: "release_hold", ...told(), holdId: id }))).toBe("hold_ended");
  });

  it("of more than there is is refused whole: it is the hub's own promise", async () => {
    const [mug, cup] = [await makeGoods(world, 5), await makeGoods(world, 5)];
    await act(world, sell(mug, 3));
    const lines = [cup, mug].map(({ id }) => ({ productId: id, quantity: 3 }));
    expect(answer(await act(world, holdOf(world, mug, 1, { lines })))).toBe("not_enough_available");
    expect(await quantitiesAt(world, cup, world.warehouse)).toEqual([5, 0, 0, 0]);
  });

  it("of a bundle and its own component keeps the sum, or is refused for the sum", async () => {
    const [mug, tea] = [await makeGoods(world, 5), await makeGoods(world, 5)];
    const gift = await makeBundle(world.pool, [
      { product: mug, quantity: 2 },
      { product: tea, quantity: 1 },
    ]);
    const lines = (sets: number) => [
      { productId: gift.id, quantity: sets },
      { productId: mug.id, quantity: 1 },
    ];
    expect(answer(await act(world, holdOf(world, gift, 1, { lines: lines(3) })))).toBe("not_enough_available");
    await act(world, holdOf(world, gift, 1, { lines: lines(2) }));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 5, 0]);
    expect(await quantitiesAt(world, tea, world.warehouse)).toEqual([5, 0, 2, 0]);
  });

  it("draws on the one place that it names, also one of no channel", async () => {
    const back = await makeLocation(world.pool);
    const mug = await makeGoods(world, 5);
    await act(world, { ...receiveOf(world, mug, 2), locationId: back.id });
    const from = { kind: "location", locationId: back.id } as const;
    expect(answer(await act(world, holdOf(world, mug, 3, { from })))).toBe("not_enough_available");
    await act(world, holdOf(world, mug, 2, { from }));
    expect(await quantitiesAt(world, mug, back)).toEqual([2, 0, 2, 0]);
    expect(answer(await act(world, holdOf(world, mug, 1, { from })))).toBe("not_enough_available");
  });

  it("must end ahead, within 366 days, and name what exists", async () => {
    const mug = await makeGoods(world, 5);
    const answers = [
      { expiresAt: minutesFromNow(-1) },
      { expiresAt: minutesFromNow(367 * 24 * 60) },
      { lines: [{ productId: world.shopify.id, quantity: 1 }] },
      { from: { kind: "channel", channelId: mug.id, country: null } as const },
      { from: { kind: "location", locationId: mug.id } as const },
    ].map(async (parts) => answer(await act(world, holdOf(world, mug, 1, parts))));
    expect(await Promise.all(answers)).toEqual([
      ...["expiry_not_valid", "expiry_not_valid", "product_not_found", "channel_not_found", "location_not_found"],
    ]);
  });

  it("keeps less after a count below it, and says so nowhere as a shortage", async () => {
    const mug = await makeGoods(world, 5);
    const id = madeHold(await act(world, holdOf(world, mug, 4)));
    await act(world, adjustOf(world, mug, { kind: "to", onHand: 3 }));
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[3, 0, 3, 0], 0]);
    await act(world, { verb: "release_hold", ...told(), holdId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([3, 0, 0, 0]);
  });
});

describe("an expired hold", () => {
  it("counts as free at once, before anybody has swept it", async () => {
    const mug = await makeGoods(world, 5);
    const id = madeHold(await act(world, holdOf(world, mug, 4)));
    await actAt(world, minutesFromNow(14), sell(mug, 1));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 5, 0]);
    await actAt(world, minutesFromNow(16), sell(mug, 4));
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[5, 0, 5, 0], 0]);
    const extend = { verb: "extend_hold", ...told(), holdId: id, expiresAt: minutesFromNow(60) } as const;
    expect(answer(await actAt(world, minutesFromNow(16), extend))).toBe("hold_ended");
    expect(answer(await actAt(world, minutesFromNow(1), { ...extend, ...told() }))).toBe("hold_ended");
  });

  it("fills what is short first", async () => {
    const mug = await makeGoods(world, 3);
    await act(world, holdOf(world, mug, 3));
    await act(world, sell(mug, 2));
    expect(await shortOf(world, mug)).toBe(2);
    await actAt(world, minutesFromNow(16), { verb: "republish", productIds: [mug.id] });
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[3, 0, 2, 0], 0]);
    expect(await publishedOf(world, mug.onBol)).toBe(1);
  });

  it("of two products is freed product by product, and ended by the sweep", async () => {
    const [mug, cup] = [await makeGoods(world, 5), await makeGoods(world, 5)];
    const lines = [mug, cup].map(({ id }) => ({ productId: id, quantity: 2 }));
    const id = madeHold(await act(world, holdOf(world, mug, 1, { lines })));
    await actAt(world, minutesFromNow(16), { verb: "republish", productIds: [mug.id] });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 0, 0]);
    expect(await quantitiesAt(world, cup, world.warehouse)).toEqual([5, 0, 2, 0]);
    await actAt(world, minutesFromNow(16), { verb: "expire_holds", holdIds: [id] });
    expect(await quantitiesAt(world, cup, world.warehouse)).toEqual([5, 0, 0, 0]);
    expect((await holdRow(id)).ended_as).toBe("expired");
    expect([await publishedOf(world, mug.onBol), await publishedOf(world, cup.onBol)]).toEqual([5, 5]);
  });

  it("is swept by the database's clock, and only then", async () => {
    const mug = await makeGoods(world, 5);
    const made = minutesFromNow(-10);
    const ended = madeHold(await actAt(world, made, holdOf(world, mug, 1, { expiresAt: minutesFromNow(-5) })));
    const open = madeHold(await actAt(world, made, holdOf(world, mug, 1)));
    await sweepHolds(world.pool);
    expect([(await holdRow(ended)).ended_as, (await holdRow(open)).ended_as]).toEqual(["expired", null]);
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 1, 0]);
  });

  it("has one job waiting for its moment, which an extension moves", async () => {
    const mug = await makeGoods(world, 5);
    const id = madeHold(await act(world, holdOf(world, mug, 1)));
    const later = minutesFromNow(60);
    await act(world, { verb: "extend_hold", ...told(), holdId: id, expiresAt: later });
    const { rows } = await world.pool.query("select run_at from graphile_worker.jobs where key = $1", [`expire:${id}`]);
    expect(rows).toEqual([{ run_at: later }]);
    expect((await holdRow(id)).expires_at).toEqual(later);
  });
});

describe("an order that makes a hold good", () => {
  const fromHold = (product: Goods, ordered: number, holdId: string) => ({
    ...sell(product, ordered),
    fromHoldId: holdId,
  });

  it("gets the units that were kept, where they lie, and frees the rest", async () => {
    const mug = await makeGoods(world, 5);
    const id = madeHold(await act(world, holdOf(world, mug, 4)));
    await act(world, sell(mug, 3));
    expect(await shortOf(world, mug)).toBe(2);
    const { orderId } = await storedOrder(world, await act(world, fromHold(mug, 3, id)));
    const { rows } = await world.pool.query(
      "select sum(quantity)::int as units from reservation r join order_line l on l.id = r.order_line_id where l.order_id = $1 and ended_at is null",
      [orderId],
    );
    expect(rows).toEqual([{ units: 3 }]);
    expect((await holdRow(id)).ended_as).toBe("converted");
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[5, 0, 5, 0], 1]);
  });

  it("finds the rest in stock when it wants more than was kept", async () => {
    const mug = await makeGoods(world, 5);
    const id = madeHold(await act(world, holdOf(world, mug, 2)));
    await act(world, fromHold(mug, 4, id));
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[5, 0, 4, 0], 0]);
  });

  it("is an ordinary order when the hold has expired", async () => {
    const mug = await makeGoods(world, 2);
    const id = madeHold(await act(world, holdOf(world, mug, 2)));
    await actAt(world, minutesFromNow(16), sell(mug, 1));
    await actAt(world, minutesFromNow(17), fromHold(mug, 2, id));
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[2, 0, 2, 0], 1]);
  });

  it("of a bundle takes what was kept of its components", async () => {
    const [mug, tea] = [await makeGoods(world, 4), await makeGoods(world, 2)];
    const gift = await makeBundle(world.pool, [
      { product: mug, quantity: 2 },
      { product: tea, quantity: 1 },
    ]);
    const onBol = await makeListing(world.pool, { channel: world.bol, product: gift });
    const id = madeHold(await act(world, holdOf(world, gift, 2)));
    const order = orderOf(world.bol, [{ platformId: onBol.platformId, ordered: 2 }]);
    await act(world, { ...order, fromHoldId: id });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([4, 0, 4, 0]);
    expect([await shortOf(world, mug), await shortOf(world, tea)]).toEqual([0, 0]);
  });
});

describe("at once", () => {
  it("eight holds of the last unit: one gets it", async () => {
    const mug = await makeGoods(world, 1);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => act(world, holdOf(world, mug, 1))));
    expect(outcomes.map(answer).filter((one) => one === "applied")).toHaveLength(1);
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([1, 0, 1, 0]);
  });

  it("an extension and the sweep of an hour later: the hold is either kept or ended, never half", async () => {
    for (let round = 0; round < 30; round++) {
      const [mug, cup] = [await makeGoods(world, 1), await makeGoods(world, 1)];
      const lines = [mug, cup].map(({ id }) => ({ productId: id, quantity: 1 }));
      const id = madeHold(await act(world, holdOf(world, mug, 1, { lines })));
      const late = minutesFromNow(30);
      const [extended] = await Promise.all([
        act(world, { verb: "extend_hold", ...told(), holdId: id, expiresAt: minutesFromNow(60) }),
        applyBatch(world.pool, [{ verb: "expire_holds", holdIds: [id] }], late),
      ]);
      const kept = extended.kind === "applied" ? 1 : 0;
      expect((await quantitiesAt(world, mug, world.warehouse))[2]).toBe(kept);
      expect((await quantitiesAt(world, cup, world.warehouse))[2]).toBe(kept);
    }
  });

  it("sales of one product and of another free a hold of both without waiting in a circle", async () => {
    for (let round = 0; round < 20; round++) {
      const [mug, cup] = [await makeGoods(world, 2), await makeGoods(world, 2)];
      const lines = [mug, cup].map(({ id }) => ({ productId: id, quantity: 2 }));
      const id = madeHold(await act(world, holdOf(world, mug, 1, { lines })));
      await Promise.all([
        actAt(world, minutesFromNow(16), sell(mug, 2)),
        actAt(world, minutesFromNow(16), sell(cup, 2)),
        actAt(world, minutesFromNow(16), { verb: "expire_holds", holdIds: [id] }),
      ]);
      expect([await shortOf(world, mug), await shortOf(world, cup)]).toEqual([0, 0]);
    }
  });
});
