import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeListing } from "../make/listing.ts";
import { makeBundle } from "../make/product.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

describe("receiving", () => {
  it("raises the pool and what every channel shows", async () => {
    const mug = await makeGoods(world, 10);
    expect(await levelOf(world, mug)).toEqual({ onHand: 10, reserved: 0, available: 10 });
    expect([await publishedOf(world, mug.onShopify), await publishedOf(world, mug.onBol)]).toEqual([10, 10]);
  });

  it("under one key happens once, and says so", async () => {
    const mug = await makeGoods(world, 0);
    const command = receiveOf(world, mug, 5);
    const first = await act(world, command);
    const second = await act(world, command);
    expect(first.kind).toBe("applied");
    expect(second).toEqual({ ...first, kind: "repeated" });
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 5 });
  });

  it("twice in one batch under one key happens once", async () => {
    const mug = await makeGoods(world, 0);
    const command = receiveOf(world, mug, 5);
    const outcomes = await applyBatch(world.pool, [command, command], new Date());
    expect(outcomes.map((one) => one.kind)).toEqual(["applied", "repeated"]);
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 5 });
  });

  it("under a used key with another content is refused and changes nothing", async () => {
    const mug = await makeGoods(world, 0);
    const command = receiveOf(world, mug, 5);
    await act(world, command);
    expect(await act(world, { ...command, quantity: 6 })).toMatchObject({ refusal: { code: "key_already_used" } });
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 5 });
  });

  it.each([0, -1, 1.5, 1e12, Number.NaN])("of %s units is refused by name, limit and value", async (quantity) => {
    const mug = await makeGoods(world, 1);
    const outcome = await act(world, receiveOf(world, mug, quantity));
    const message = `quantity must be 1–1000000000, got ${quantity}`;
    expect(outcome).toEqual({ kind: "refused", refusal: { code: "quantity_out_of_range", message } });
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 1 });
  });

  it("beside a refused command still happens", async () => {
    const mug = await makeGoods(world, 0);
    const outcomes = await applyBatch(world.pool, [receiveOf(world, mug, 0), receiveOf(world, mug, 2)], new Date());
    expect(outcomes.map((one) => one.kind)).toEqual(["refused", "applied"]);
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 2 });
  });
});

it.each([0, 201])("a key of %s characters is none", async (length) => {
  const mug = await makeGoods(world, 0);
  const message = `key must have 1–200 characters, got ${length}`;
  expect(await act(world, receiveOf(world, mug, 1, "k".repeat(length)))).toEqual({
    kind: "refused",
    refusal: { code: "key_not_valid", message },
  });
});

describe("an order", () => {
  it("lowers the pool and every other channel", async () => {
    const mug = await makeGoods(world, 10);
    await act(world, orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 3 }]));
    expect(await levelOf(world, mug)).toEqual({ onHand: 10, reserved: 3, available: 7 });
    expect([await publishedOf(world, mug.onShopify), await publishedOf(world, mug.onBol)]).toEqual([7, 7]);
  });

  it("seen twice reserves once", async () => {
    const mug = await makeGoods(world, 10);
    const order = orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 3 }]);
    const first = await act(world, order);
    expect(await act(world, order)).toMatchObject({ kind: "repeated", orderId: "orderId" in first && first.orderId });
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 3 });
  });

  it("in an older version, come late, changes nothing", async () => {
    const mug = await makeGoods(world, 10);
    const lines = (ordered: number) => [{ platformId: mug.onShopify.platformId, ordered }];
    const placedAt = new Date("2026-11-01T10:00:00Z");
    const newer = new Date("2026-11-01T11:00:00Z");
    await act(world, orderOf(world.shopify, lines(2), { id: "late", placedAt, updatedAt: newer }));
    expect(await act(world, orderOf(world.shopify, lines(5), { id: "late", placedAt }))).toMatchObject({
      kind: "repeated",
    });
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
  });

  it("whose line grows, shrinks and vanishes moves the reservation by the difference", async () => {
    const mug = await makeGoods(world, 10);
    const version = (ordered: number, cancelled: number, hour: number) =>
      orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered, cancelled }], {
        id: "edited",
        placedAt: new Date("2026-11-01T10:00:00Z"),
        updatedAt: new Date(Date.UTC(2026, 10, 1, hour)),
      });
    await act(world, version(2, 0, 11));
    await act(world, version(5, 0, 12));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 5 });
    await act(world, version(5, 3, 13));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
    await act(world, orderOf(world.shopify, [], { id: "edited", updatedAt: new Date(Date.UTC(2026, 10, 1, 14)) }));
    expect(await levelOf(world, mug)).toEqual({ onHand: 10, reserved: 0, available: 10 });
  });

  it("that finds too little is kept: what there is gets reserved, the rest is short with its cause", async () => {
    const mug = await makeGoods(world, 2);
    await act(world, orderOf(world.shopify, [{ platformId: mug.onShopify.platformId, ordered: 3 }]));
    expect(await levelOf(world, mug)).toEqual({ onHand: 2, reserved: 2, available: 0 });
    const { rows } = await world.pool.query("select quantity, cause from shortage where product_id = $1", [mug.id]);
    expect(rows).toMatchObject([
      { quantity: 1, cause: { kind: "oversold", channelId: world.shopify.id, published: 2, wanted: 3, found: 2 } },
    ]);
  });

  it("that is short names the push that was confirmed last, and when, and what waited to be pushed since", async () => {
    const mug = await makeGoods(world, 3);
    const [confirmedAt, pendingSince] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-20T11:00:00Z")];
    await world.pool.query(
      "update published_quantity set expected = 8, confirmed = 7, confirmed_at = $2, pending_since = $3 where listing_id = $1",
      [mug.onBol.id, confirmedAt, pendingSince],
    );
    const placedAt = new Date("2026-11-20T12:00:00Z");
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 5 }], { placedAt }));
    const { rows } = await world.pool.query("select cause from shortage where product_id = $1", [mug.id]);
    expect(rows).toMatchObject([
      {
        cause: {
          ...{ kind: "oversold", channelId: world.bol.id, listingId: mug.onBol.id, soldAt: placedAt.toISOString() },
          ...{ wanted: 5, found: 3, published: 3, expected: 8, confirmed: 7 },
        },
      },
    ]);
    const times = [rows[0].cause.confirmedAt, rows[0].cause.pendingSince].map((time) => new Date(time));
    expect(times).toEqual([confirmedAt, pendingSince]);
  });

  it("short of units gets them from the next delivery, the oldest order first, before anything is published", async () => {
    const mug = await makeGoods(world, 0);
    const older = new Date("2026-11-01T10:00:00Z");
    const line = [{ platformId: mug.onShopify.platformId, ordered: 2 }];
    await act(world, orderOf(world.shopify, line));
    await act(world, orderOf(world.shopify, line, { id: "older", placedAt: older }));
    await act(world, receiveOf(world, mug, 3));
    expect(await levelOf(world, mug)).toEqual({ onHand: 3, reserved: 3, available: 0 });
    expect(await shortOf(world, mug)).toBe(1);
    const { rows } = await world.pool.query(
      `select sum(r.quantity)::int as units from reservation r join order_line l on l.id = r.order_line_id
       join "order" o on o.id = l.order_id where o.platform_order_id = 'older'`,
    );
    expect(rows).toEqual([{ units: 2 }]);
    expect(await publishedOf(world, mug.onBol)).toBe(0);
  });

  it("for something that is not linked is kept and reserves nothing", async () => {
    const listing = await makeListing(world.pool, { channel: world.bol });
    const outcome = await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 1, sku: "WHO" }]));
    const { rows } = await world.pool.query("select l.sku, l.product_id from order_line l where l.order_id = $1", [
      "orderId" in outcome ? outcome.orderId : null,
    ]);
    expect(rows).toEqual([{ sku: "WHO", product_id: null }]);
  });

  it("reserves as soon as its listing is linked and the same version is seen again", async () => {
    const mug = await makeGoods(world, 5);
    const listing = await makeListing(world.pool, { channel: world.bol });
    const order = orderOf(world.bol, [{ platformId: listing.platformId, ordered: 2 }]);
    await act(world, order);
    await world.pool.query("update listing set product_id = $1, status = 'linked' where id = $2", [mug.id, listing.id]);
    await act(world, order);
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
  });

  it("that the platform ships itself leaves the pool alone", async () => {
    const mug = await makeGoods(world, 5);
    const line = [{ platformId: mug.onBol.platformId, ordered: 2 }];
    await act(world, orderOf(world.bol, line, { fulfilledBy: "platform" }));
    expect(await levelOf(world, mug)).toEqual({ onHand: 5, reserved: 0, available: 5 });
  });

  it("first seen when it was shipped already lowers on hand", async () => {
    const mug = await makeGoods(world, 5);
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2, shipped: 2 }]));
    expect(await levelOf(world, mug)).toEqual({ onHand: 3, reserved: 0, available: 3 });
  });

  it("with two lines of one product reserves the sum", async () => {
    const mug = await makeGoods(world, 5);
    const line = { platformId: mug.onBol.platformId, ordered: 2 };
    await act(world, orderOf(world.bol, [line, line]));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 4 });
  });
});

describe("a bundle", () => {
  it("lowers its parts, and each part lowers every bundle that holds it", async () => {
    const mug = await makeGoods(world, 10);
    const candle = await makeGoods(world, 16);
    const gift = await makeBundle(world.pool, [
      { product: mug, quantity: 1 },
      { product: candle, quantity: 6 },
    ]);
    const onBol = await makeListing(world.pool, { channel: world.bol, product: gift });
    await act(world, { verb: "republish", productIds: [gift.id] });
    expect(await publishedOf(world, onBol)).toBe(2);
    await act(world, orderOf(world.bol, [{ platformId: onBol.platformId, ordered: 1 }]));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 1 });
    expect(await levelOf(world, candle)).toMatchObject({ reserved: 6 });
    expect(await publishedOf(world, candle.onShopify)).toBe(10);
    await act(world, orderOf(world.shopify, [{ platformId: candle.onShopify.platformId, ordered: 5 }]));
    expect(await publishedOf(world, onBol)).toBe(0);
  });

  it("keeps no stock of its own", async () => {
    const mug = await makeGoods(world, 1);
    const gift = await makeBundle(world.pool, [{ product: mug, quantity: 1 }]);
    expect(await act(world, receiveOf(world, gift, 1))).toMatchObject({ refusal: { code: "product_is_bundle" } });
  });
});

describe("shipping", () => {
  it("lowers reserved and on hand together, once per key", async () => {
    const mug = await makeGoods(world, 5);
    const outcome = await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 3 }]));
    const orderId = "orderId" in outcome ? (outcome.orderId ?? "") : "";
    const { rows } = await world.pool.query("select id from order_line where order_id = $1", [orderId]);
    const lines = [{ orderLineId: rows[0].id, quantity: 2 }];
    const ship = { verb: "ship", key: "parcel-1", actor: "test", reason: "packed", orderId, lines } as const;
    await act(world, ship);
    await act(world, ship);
    expect(await levelOf(world, mug)).toEqual({ onHand: 3, reserved: 1, available: 2 });
    expect(await act(world, { ...ship, key: "parcel-2" })).toMatchObject({ refusal: { code: "more_than_open" } });
    const release = { verb: "release", key: "gone", actor: "test", reason: "cancelled", orderId } as const;
    await act(world, { ...release, lines: [{ orderLineId: rows[0].id, quantity: 1 }] });
    expect(await levelOf(world, mug)).toEqual({ onHand: 3, reserved: 0, available: 3 });
  });
});
