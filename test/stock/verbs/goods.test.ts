import type { Command, CountLine } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeBundle } from "../../make/product.ts";
import { act, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "../world.ts";
import { answer, quantitiesAt, storedOrder, told } from "./words.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

type Goods = Awaited<ReturnType<typeof makeGoods>>;

const countOf = (...lines: CountLine[]) =>
  ({ verb: "count", ...told(), locationId: world.warehouse.id, lines }) satisfies Command;

const unitsOf = (product: Goods, quantity: number) => ({
  ...told(),
  productId: product.id,
  locationId: world.warehouse.id,
  quantity,
});

const sell = (product: Goods, ordered: number, placedAt = new Date()) =>
  act(world, orderOf(world.bol, [{ platformId: product.onBol.platformId, ordered }], { placedAt }));

describe("a count", () => {
  it("adds what moved since it was counted", async () => {
    const mug = await makeGoods(world, 10);
    await act(world, receiveOf(world, mug, 5));
    await act(world, countOf({ productId: mug.id, counted: 8, onHandSeen: 10 }));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([13, 0, 0, 0]);
    await act(world, countOf({ productId: mug.id, counted: 9 }));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([9, 0, 0, 0]);
  });

  it("is booked once, however often it is sent, and what moved in between stays", async () => {
    const mug = await makeGoods(world, 10);
    const counted = countOf({ productId: mug.id, counted: 8, onHandSeen: 10 });
    expect(await act(world, counted)).toMatchObject({ kind: "applied" });
    await act(world, receiveOf(world, mug, 5));
    expect(await act(world, counted)).toMatchObject({ kind: "repeated" });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([13, 0, 0, 0]);
  });

  it("of what is there makes no movement and no push", async () => {
    const mug = await makeGoods(world, 10);
    const before = await world.pool.query("select * from published_quantity order by listing_id");
    const outcome = await act(world, countOf({ productId: mug.id, counted: 10, onHandSeen: 10 }));
    const { rows } = await world.pool.query("select id from movement where operation_id = $1", [
      outcome.kind === "refused" ? null : outcome.operationId,
    ]);
    expect(rows).toEqual([]);
    expect((await world.pool.query("select * from published_quantity order by listing_id")).rows).toEqual(before.rows);
  });

  it("below what is reserved makes the newest reservations short, with the cause", async () => {
    const mug = await makeGoods(world, 5);
    await sell(mug, 2, new Date("2026-11-01T10:00:00Z"));
    const newest = await storedOrder(world, await sell(mug, 3, new Date("2026-11-02T10:00:00Z")));
    await act(world, countOf({ productId: mug.id, counted: 3 }));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([3, 0, 3, 0]);
    const { rows } = await world.pool.query(
      "select order_line_id, quantity, cause from shortage where product_id = $1",
      [mug.id],
    );
    expect(rows).toMatchObject([
      {
        ...{ order_line_id: newest.lineIds[0], quantity: 2 },
        cause: {
          ...{ kind: "counted_less", channelId: world.bol.id, soldAt: "2026-11-02T10:00:00.000Z" },
          ...{ listingId: mug.onBol.id, published: 0, wanted: 2, found: 0 },
        },
      },
    ]);
    expect(Object.keys(rows[0].cause)).toEqual(
      expect.arrayContaining(["confirmed", "confirmedAt", "expected", "pendingSince"]),
    );
  });

  it("that finds more fills what is short before any of it is published", async () => {
    const mug = await makeGoods(world, 1);
    await sell(mug, 3);
    await act(world, countOf({ productId: mug.id, counted: 4 }));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([4, 0, 3, 0]);
    expect([await shortOf(world, mug), await publishedOf(world, mug.onShopify)]).toEqual([0, 1]);
  });

  it("of fewer than are unavailable leaves that many unavailable", async () => {
    const mug = await makeGoods(world, 5);
    await act(world, { verb: "quarantine", ...unitsOf(mug, 4) });
    await act(world, countOf({ productId: mug.id, counted: 3 }));
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([3, 3, 0, 0]);
  });

  it("with one line that cannot be is refused whole", async () => {
    const [mug, cup] = [await makeGoods(world, 5), await makeGoods(world, 5)];
    const good = { productId: mug.id, counted: 1 };
    expect(answer(await act(world, countOf(good, { productId: cup.id, counted: -1 })))).toBe("quantity_out_of_range");
    expect(answer(await act(world, countOf(good, { productId: cup.id, counted: 1, onHandSeen: 9 })))).toBe(
      "not_enough_on_hand",
    );
    expect(answer(await act(world, countOf(good, good)))).toBe("quantity_out_of_range");
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 0, 0, 0]);
  });
});

describe("quarantine and write-off", () => {
  it("take units away from sale, and back", async () => {
    const mug = await makeGoods(world, 5);
    await act(world, { verb: "quarantine", ...unitsOf(mug, 2) });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([5, 2, 0, 0]);
    expect(await publishedOf(world, mug.onBol)).toBe(3);
    await act(world, { verb: "unquarantine", ...unitsOf(mug, 1) });
    await act(world, { verb: "write_off", ...unitsOf(mug, 1), from: "unavailable" });
    await act(world, { verb: "write_off", ...unitsOf(mug, 2), from: "sellable" });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([2, 0, 0, 0]);
    expect(await publishedOf(world, mug.onBol)).toBe(2);
  });

  it("of more than there is are refused", async () => {
    const mug = await makeGoods(world, 5);
    await act(world, { verb: "quarantine", ...unitsOf(mug, 2) });
    const answers = [
      await act(world, { verb: "quarantine", ...unitsOf(mug, 4) }),
      await act(world, { verb: "write_off", ...unitsOf(mug, 4), from: "sellable" }),
      await act(world, { verb: "write_off", ...unitsOf(mug, 3), from: "unavailable" }),
      await act(world, { verb: "unquarantine", ...unitsOf(mug, 3) }),
    ].map(answer);
    expect(answers).toEqual([
      ...["not_enough_on_hand", "not_enough_on_hand"],
      ...["more_than_unavailable", "more_than_unavailable"],
    ]);
  });

  it("of promised units make the newest reservations give way; back, they are filled again", async () => {
    const mug = await makeGoods(world, 5);
    await sell(mug, 4);
    await act(world, { verb: "quarantine", ...unitsOf(mug, 3) });
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[5, 3, 2, 0], 2]);
    await act(world, { verb: "unquarantine", ...unitsOf(mug, 1) });
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[5, 2, 3, 0], 1]);
    await act(world, { verb: "write_off", ...unitsOf(mug, 1), from: "sellable" });
    expect([await quantitiesAt(world, mug, world.warehouse), await shortOf(world, mug)]).toEqual([[4, 2, 2, 0], 2]);
  });
});

describe("a return", () => {
  it("of what was sold and shipped goes back into stock, and the corrective push is due", async () => {
    const mug = await makeGoods(world, 3);
    const { orderId, lineIds } = await storedOrder(world, await sell(mug, 2));
    const lines = [{ orderLineId: lineIds[0] ?? "", quantity: 2 }];
    await act(world, { verb: "ship", ...told(), orderId, lines });
    await confirmShown(mug.onShopify);
    const back = { orderId, locationId: world.warehouse.id, lines: [{ orderLineId: lineIds[0] ?? "", quantity: 1 }] };
    await act(world, { verb: "restock", ...told(), ...back, into: "sellable" });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([2, 0, 0, 0]);
    const { rows } = await world.pool.query(
      "select quantity, pending_since is not null as waits from published_quantity where listing_id = $1",
      [mug.onShopify.id],
    );
    expect(rows).toEqual([{ quantity: 2, waits: true }]);
    await act(world, { verb: "restock", ...told(), ...back, into: "unavailable" });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([3, 1, 0, 0]);
    expect(answer(await act(world, { verb: "restock", ...told(), ...back, into: "sellable" }))).toBe(
      "more_than_shipped",
    );
  });

  it("of a bundle brings back what is in it, which fills what is short", async () => {
    const [mug, tea] = [await makeGoods(world, 4), await makeGoods(world, 1)];
    const gift = await makeBundle(world.pool, [
      { product: mug, quantity: 2 },
      { product: tea, quantity: 1 },
    ]);
    const onBol = await makeListing(world.pool, { channel: world.bol, product: gift });
    const sold = await act(world, orderOf(world.bol, [{ platformId: onBol.platformId, ordered: 1 }]));
    const { orderId, lineIds } = await storedOrder(world, sold);
    const lines = [{ orderLineId: lineIds[0] ?? "", quantity: 1 }];
    await act(world, { verb: "ship", ...told(), orderId, lines });
    await sell(mug, 3);
    await act(world, { verb: "restock", ...told(), orderId, locationId: world.warehouse.id, into: "sellable", lines });
    expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([4, 0, 3, 0]);
    expect(await quantitiesAt(world, tea, world.warehouse)).toEqual([1, 0, 0, 0]);
    expect(await shortOf(world, mug)).toBe(0);
  });
});

it("a parcel confirmed twice, under two keys, lowers stock once", async () => {
  const mug = await makeGoods(world, 5);
  const { orderId, lineIds } = await storedOrder(world, await sell(mug, 2));
  const lines = [{ orderLineId: lineIds[0] ?? "", quantity: 2 }];
  const answers = [
    await act(world, { verb: "ship", ...told(), orderId, lines }),
    await act(world, { verb: "ship", ...told(), orderId, lines }),
  ].map(answer);
  expect(answers).toEqual(["applied", "more_than_open"]);
  expect(await quantitiesAt(world, mug, world.warehouse)).toEqual([3, 0, 0, 0]);
});

/** As if a push had told the platform, and it had taken it. */
async function confirmShown(listing: { id: string }): Promise<void> {
  await world.pool.query(
    "update published_quantity set expected = quantity, confirmed = quantity, confirmed_at = now(), pending_since = null where listing_id = $1",
    [listing.id],
  );
}
