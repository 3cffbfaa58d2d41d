import { randomUUID } from "node:crypto";
import { applyBatch, type Command } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, shortOf, type World } from "./world.ts";

type Goods = Awaited<ReturnType<typeof makeGoods>>;

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function together(commands: Command[]): Promise<string[]> {
  return (await applyBatch(world.pool, commands, new Date())).map((outcome) => outcome.kind);
}

/** Makes the hub believe that Shopify shows what is published. */
async function confirm(mug: Goods): Promise<void> {
  await world.pool.query(
    "update published_quantity set expected = quantity, confirmed = quantity, pending_since = null where listing_id = $1",
    [mug.onShopify.id],
  );
}

async function expectedOf(mug: Goods): Promise<number | null> {
  const { rows } = await world.pool.query("select expected from published_quantity where listing_id = $1", [
    mug.onShopify.id,
  ]);
  return rows[0].expected;
}

describe("versions of one order in one batch", () => {
  it("of which the second says nothing new are one sale: the platform has taken its units off once", async () => {
    const mug = await makeGoods(world, 10);
    await confirm(mug);
    const order = orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 3 }]);
    expect(await together([order, order])).toEqual(["applied", "repeated"]);
    expect(await expectedOf(mug)).toBe(7);
  });

  it("of which the second has more units count the difference", async () => {
    const mug = await makeGoods(world, 10);
    await confirm(mug);
    const id = randomUUID();
    const version = (ordered: number) =>
      orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered }], { id, updatedAt: new Date(ordered) });
    expect(await together([version(3), version(5)])).toEqual(["applied", "applied"]);
    expect(await expectedOf(mug)).toBe(5);
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 5 });
  });

  it("of which the last has lost a line cancel all units that the line had by then", async () => {
    const mug = await makeGoods(world, 10);
    const id = randomUUID();
    const version = (ordered: number, minute: number) => {
      const lines = ordered > 0 ? [{ platformId: mug.onShopify.platformId, ordered }] : [];
      return orderOf(world.shopify, lines, { id, updatedAt: new Date(minute) });
    };
    await act(world, version(2, 1));
    await together([version(5, 2), version(0, 3)]);
    const { rows } = await world.pool.query(
      `select l.ordered, l.cancelled from order_line l join "order" o on o.id = l.order_id where o.platform_order_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ ordered: 5, cancelled: 5 }]);
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 0 });
  });
});

it("units cancelled of an order that the platform ships itself leave the pool alone", async () => {
  const mug = await makeGoods(world, 5);
  const line = [{ platformId: mug.onBol.platformId, ordered: 3 }];
  const outcome = await act(world, orderOf(world.bol, line, { fulfilledBy: "platform" }));
  const orderId = outcome.kind === "refused" ? "" : (outcome.orderId ?? "");
  const { rows } = await world.pool.query("select id from order_line where order_id = $1", [orderId]);
  const release = { verb: "release", key: randomUUID(), actor: "test", reason: "cancelled", orderId } as const;
  expect(await act(world, { ...release, lines: [{ orderLineId: rows[0].id, quantity: 1 }] })).toMatchObject({
    kind: "applied",
  });
  expect(await levelOf(world, mug)).toEqual({ onHand: 5, reserved: 0, available: 5 });
  expect(await shortOf(world, mug)).toBe(0);
});

it("what the hub released, and its platform cancels later, makes unknown what it shows, once", async () => {
  const mug = await makeGoods(world, 5);
  const id = randomUUID();
  const version = (cancelled: number, minute: number) => {
    const line = { platformId: mug.onShopify.platformId, ordered: 3, cancelled };
    return orderOf(world.shopify, [line], { id, updatedAt: new Date(minute) });
  };
  const outcome = await act(world, version(0, 1));
  const orderId = outcome.kind === "refused" ? "" : (outcome.orderId ?? "");
  const { rows } = await world.pool.query("select id from order_line where order_id = $1", [orderId]);
  const release = { verb: "release", key: randomUUID(), actor: "test", reason: "gone", orderId } as const;
  await act(world, { ...release, lines: [{ orderLineId: rows[0].id, quantity: 2 }] });
  const shownAfter = async (...versions: Command[]) => {
    await world.pool.query("update published_quantity set expected = quantity, pending_since = null");
    for (const one of versions) await act(world, one);
    const sql = "select expected from published_quantity where listing_id = $1";
    return (await world.pool.query<{ expected: number | null }>(sql, [mug.onShopify.id])).rows[0]?.expected;
  };
  expect(await shownAfter(version(0, 2))).toBe(4);
  expect(await shownAfter(version(1, 3))).toBeNull();
  expect(await shownAfter(version(1, 3), version(1, 4))).toBe(4);
  expect(await shownAfter(version(2, 5))).toBeNull();
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 1 });
});

it("an order of 1,000 lines reserves each of them once, and told again changes nothing", async () => {
  const goods: Goods[] = [];
  while (goods.length < 10) goods.push(await makeGoods(world, 90));
  const lines = Array.from({ length: 1_000 }, (_, place) => {
    return { platformId: goods[place % goods.length]?.onShopify.platformId ?? "", ordered: 1 };
  });
  const order = orderOf(world.shopify, lines);
  expect(await together([order])).toEqual(["applied"]);
  expect(await together([order])).toEqual(["repeated"]);
  for (const mug of goods) {
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 90, reserved: 90 });
    expect(await shortOf(world, mug)).toBe(10);
  }
});

it("a version of the future is replaced by what was read after the platform's clock was set back, and by no late message", async () => {
  const mug = await makeGoods(world, 9);
  const id = randomUUID();
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
  const version = (ordered: number, minute: number, readAt?: Date) => {
    const command = orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered }], {
      ...{ id, updatedAt: at(minute) },
    });
    return { ...command, order: { ...command.order, ...(readAt && { readAt }) } };
  };
  expect(await together([version(3, 40)])).toEqual(["applied"]);
  // A message of before, and a reading by a clock that has reached the known version: both are old.
  expect(await together([version(1, 20), version(1, 20, at(41)), version(1, 20, at(39))])).toEqual(
    Array(3).fill("repeated"),
  );
  expect(await together([version(5, 20, at(21))])).toEqual(["applied"]);
  expect(await together([version(6, 22)])).toEqual(["applied"]);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 6 });
});

describe("an order that gets another country", () => {
  it("is sought there: what it is short of, and what the same version adds", async () => {
    const dutch = await makeLocation(world.pool, { shipsTo: ["NL"] });
    const channel = await makeChannel(world.pool, { platform: "shopify", locations: [dutch], countries: [] });
    const mug = await makeProduct(world.pool);
    const listing = await makeListing(world.pool, { channel, product: mug });
    await makeLevel(world.pool, mug, dutch, 5);
    await act(world, { verb: "republish", productIds: [mug.id] });
    const version = (ordered: number, country: string) =>
      orderOf(channel, [{ platformId: listing.platformId, ordered }], {
        id: "moved",
        country,
        updatedAt: new Date(ordered),
      });
    await act(world, version(2, "DE"));
    expect(await shortOf(world, mug)).toBe(2);
    await act(world, version(3, "NL"));
    expect(await shortOf(world, mug)).toBe(0);
    const { rows } = await world.pool.query("select reserved, available from stock_level where product_id = $1", [
      mug.id,
    ]);
    expect(rows).toEqual([{ reserved: 3, available: 2 }]);
  });
});
