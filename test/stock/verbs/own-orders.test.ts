import { randomUUID } from "node:crypto";
import { applyBatch, type Command, linkListing, offerCatalogue } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeBundle } from "../../make/product.ts";
import {
  act,
  adjustOf,
  levelOf,
  makeGoods,
  makeWorld,
  orderOf,
  publishedOf,
  receiveOf,
  shortOf,
  type World,
} from "../world.ts";
import { holdOf, quantitiesAt } from "./words.ts";

let world: World;
let portal: { id: string };
let till: { id: string };

beforeAll(async () => {
  world = await makeWorld();
  portal = await makeChannel(world.pool, { platform: "portal", locations: [world.warehouse] });
  till = await makeChannel(world.pool, { platform: "pos", locations: [world.warehouse] });
});
afterAll(() => world.drop());

/** A product with stock that portal and till sell under its SKU. */
async function makeMug(onHand: number) {
  const mug = await makeGoods(world, onHand);
  const listing = { product: mug, platformId: mug.sku };
  const onPortal = await makeListing(world.pool, { ...listing, channel: portal });
  const onTill = await makeListing(world.pool, { ...listing, channel: till });
  return { ...mug, onPortal, onTill };
}

const told = { actor: "test", reason: "test" };
const line = (product: { sku: string }, quantity: number, reference = "1") => {
  return { reference, sku: product.sku, title: "thing", quantity };
};

function placeOf(lines: ReturnType<typeof line>[], parts: Partial<Extract<Command, { verb: "place_order" }>> = {}) {
  const order = { channelId: portal.id, reference: randomUUID(), name: "PO 1", country: "NL", lines };
  const how = { key: randomUUID(), isNew: true, ifAvailable: true };
  return { verb: "place_order", ...told, ...order, ...how, ...parts } satisfies Command;
}

function sellOf(lines: ReturnType<typeof line>[], parts: { reference?: string; key?: string } = {}) {
  const receipt = { channelId: till.id, locationId: world.warehouse.id, soldAt: new Date(), lines };
  return { verb: "sell", ...told, ...receipt, key: randomUUID(), reference: randomUUID(), ...parts } satisfies Command;
}

async function refusalOf(command: Command): Promise<string | null> {
  const outcome = await act(world, command);
  return outcome.kind === "refused" ? outcome.refusal.code : null;
}

describe("an order of one's own system", () => {
  it("that is a promise takes what is free, and is refused, leaving nothing behind, when it is not", async () => {
    const mug = await makeMug(5);
    expect(await refusalOf(placeOf([line(mug, 4)]))).toBeNull();
    expect(await levelOf(world, mug)).toEqual({ onHand: 5, reserved: 4, available: 1 });
    const before = await world.pool.query("select from operation");
    expect(await refusalOf(placeOf([line(mug, 1, "1"), line(mug, 1, "2")]))).toBe("not_enough_available");
    expect(await levelOf(world, mug)).toEqual({ onHand: 5, reserved: 4, available: 1 });
    expect((await world.pool.query("select from operation")).rowCount).toBe(before.rowCount);
    expect(await publishedOf(world, mug.onShopify)).toBe(1);
  });

  it("that is a fact is kept, and what is missing is a shortage", async () => {
    const mug = await makeMug(2);
    expect(await refusalOf(placeOf([line(mug, 3)], { ifAvailable: false }))).toBeNull();
    expect([await levelOf(world, mug), await shortOf(world, mug)]).toEqual([
      { onHand: 2, reserved: 2, available: 0 },
      1,
    ]);
  });

  it("is placed once, however often it is sent", async () => {
    const mug = await makeMug(5);
    const order = placeOf([line(mug, 2)]);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => applyBatch(world.pool, [order], new Date())));
    expect(
      outcomes
        .flat()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["applied", ...Array(5).fill("repeated")]);
    expect(await refusalOf({ ...order, key: randomUUID() })).toBe("order_exists");
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
  });

  it("names products that the channel offers", async () => {
    expect(await refusalOf(placeOf([line({ sku: "no such" }, 1)]))).toBe("listing_not_found");
  });

  it("grows when there is enough, shrinks at once, and a line that is left out is cancelled for good", async () => {
    const [mug, tea] = [await makeMug(5), await makeMug(5)];
    const order = placeOf([line(mug, 2), line(tea, 2, "2")]);
    await act(world, order);
    const change = (lines: ReturnType<typeof line>[]) => placeOf(lines, { reference: order.reference, isNew: false });
    expect(await refusalOf(change([line(mug, 6), line(tea, 2, "2")]))).toBe("not_enough_available");
    expect(await refusalOf(change([line(mug, 5), line(tea, 2, "2")]))).toBeNull();
    expect(await refusalOf(change([line(mug, 1)]))).toBeNull();
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 1 });
    expect(await levelOf(world, tea)).toMatchObject({ reserved: 0 });
    expect(await refusalOf(change([line(mug, 1), line(tea, 1, "2")]))).toBe("order_line_cancelled");
    expect(await refusalOf(placeOf([line(mug, 1)], { isNew: false }))).toBe("order_not_found");
  });

  it("is cancelled as a whole, and its units are free", async () => {
    const mug = await makeMug(5);
    const order = placeOf([line(mug, 3)]);
    await act(world, order);
    const { channelId, reference } = order;
    const cancel = { verb: "cancel_order", ...told, channelId, reference, key: randomUUID() } satisfies Command;
    expect(await act(world, cancel)).toMatchObject({ kind: "applied" });
    expect(await act(world, cancel)).toMatchObject({ kind: "repeated" });
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 0, available: 5 });
    expect(await refusalOf({ ...cancel, key: randomUUID(), reference: "none" })).toBe("order_not_found");
  });

  it("makes a hold good: what it kept needs not be free", async () => {
    const mug = await makeMug(4);
    const hold = await act(world, {
      ...{ verb: "hold", ...told, key: randomUUID(), reference: "quote", expiresAt: new Date(Date.now() + 60_000) },
      ...{
        from: { kind: "channel", channelId: portal.id, country: "NL" },
        lines: [{ productId: mug.id, quantity: 3 }],
      },
    });
    const holdId = hold.kind === "applied" ? hold.holdId : undefined;
    if (!holdId) throw new Error("no hold was made");
    expect(await refusalOf(placeOf([line(mug, 4)]))).toBe("not_enough_available");
    expect(await refusalOf(placeOf([line(mug, 4)], { fromHoldId: holdId }))).toBeNull();
    expect(await levelOf(world, mug)).toEqual({ onHand: 4, reserved: 4, available: 0 });
  });
});

describe("a sale at the till", () => {
  it("takes units off the shelf at once, and off every channel", async () => {
    const mug = await makeMug(5);
    expect(await act(world, sellOf([line(mug, 2)]))).toMatchObject({ kind: "applied" });
    expect(await levelOf(world, mug)).toEqual({ onHand: 3, reserved: 0, available: 3 });
    expect(await publishedOf(world, mug.onBol)).toBe(3);
  });

  it("takes units that were promised: the newest promise gives way and is short", async () => {
    const mug = await makeMug(3);
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
    await act(world, sellOf([line(mug, 2)]));
    expect(await levelOf(world, mug)).toEqual({ onHand: 1, reserved: 1, available: 0 });
    const { rows } = await world.pool.query(
      "select quantity, cause ->> 'kind' as kind from shortage where product_id = $1",
      [mug.id],
    );
    expect(rows).toEqual([{ quantity: 1, kind: "sold_at_till" }]);
  });

  it("of units that the books do not know is kept, and the books agree again", async () => {
    const mug = await makeMug(1);
    await act(world, sellOf([line(mug, 3)]));
    expect(await levelOf(world, mug)).toEqual({ onHand: 0, reserved: 0, available: 0 });
    await act(world, adjustOf(world, mug, { kind: "to", onHand: 4 }));
    expect(await publishedOf(world, mug.onShopify)).toBe(4);
  });

  it("told later is of the time of its receipt, and of now where the till's clock is ahead", async () => {
    const mug = await makeMug(5);
    const [past, future] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
    const [early, late] = [sellOf([line(mug, 1)]), sellOf([line(mug, 1)])];
    await act(world, { ...early, soldAt: past });
    await act(world, { ...late, soldAt: future });
    const { rows } = await world.pool.query(
      `select placed_at as at from "order" where platform_order_id = any($1) order by placed_at`,
      [[early.reference, late.reference]],
    );
    expect(rows[0].at).toEqual(past);
    expect(rows[1].at.getTime()).toBeLessThan(future.getTime());
  });

  it("of a set takes what is inside it", async () => {
    const [mug, tea] = [await makeMug(5), await makeMug(9)];
    const gift = await makeBundle(world.pool, [
      { product: mug, quantity: 1 },
      { product: tea, quantity: 2 },
    ]);
    await makeListing(world.pool, { channel: till, product: gift, platformId: gift.sku });
    await act(world, sellOf([line(gift, 2), line(tea, 1, "2")]));
    expect([(await levelOf(world, mug))?.onHand, (await levelOf(world, tea))?.onHand]).toEqual([3, 4]);
  });

  it("counts once, also when the till tells it again under another key", async () => {
    const mug = await makeMug(5);
    const sale = sellOf([line(mug, 2)]);
    expect(await act(world, sale)).toMatchObject({ kind: "applied" });
    expect(await act(world, sale)).toMatchObject({ kind: "repeated" });
    expect(await refusalOf({ ...sale, key: randomUUID() })).toBe("order_exists");
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 3 });
  });

  it("of something unknown is kept as an unlinked line", async () => {
    const outcome = await act(world, sellOf([line({ sku: "no such" }, 1)]));
    expect(outcome).toMatchObject({ kind: "applied" });
  });

  it("of something unknown leaves the shelf where it lay once it is linked, also when all of it was promised", async () => {
    const [near, shop] = [world.warehouse, await makeLocation(world.pool, { priority: 9 })];
    const tills = await makeChannel(world.pool, { platform: "pos", locations: [near, shop] });
    const mug = await makeGoods(world, 5);
    await act(world, { ...receiveOf(world, mug, 3), locationId: shop.id });
    const held = {
      lines: [{ productId: mug.id, quantity: 2 }],
      from: { kind: "location", locationId: shop.id } as const,
    };
    await act(world, holdOf(world, mug, 2, held));
    await act(world, { ...sellOf([line(mug, 3)]), channelId: tills.id, locationId: shop.id });
    const unknown = await makeListing(world.pool, { channel: tills, platformId: mug.sku });
    await linkListing(world.pool, { listingId: unknown.id, productId: mug.id, actor: "test" }, new Date());
    expect(await quantitiesAt(world, mug, near)).toEqual([5, 0, 0, 0]);
    expect(await quantitiesAt(world, mug, shop)).toEqual([0, 0, 0, 0]);
    expect(await shortOf(world, mug)).toBe(0);
  });

  it("of something that the till did not offer yet counts as soon as it does", async () => {
    const tills = await makeChannel(world.pool, { platform: "pos", locations: [world.warehouse] });
    const mug = await makeGoods(world, 5);
    await act(world, { ...sellOf([line(mug, 3)]), channelId: tills.id });
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 5 });
    await offerCatalogue(world.pool, tills.id, new AbortController().signal);
    expect(await levelOf(world, mug)).toMatchObject({ onHand: 2 });
    expect(await publishedOf(world, mug.onBol)).toBe(2);
  });

  it("happens at a place of one's own", async () => {
    const mug = await makeMug(5);
    const fba = await makeLocation(world.pool, { kind: "channel_fulfilled" });
    expect(await refusalOf({ ...sellOf([line(mug, 1)]), locationId: fba.id })).toBe("location_is_read_only");
    expect(await refusalOf({ ...sellOf([line(mug, 1)]), locationId: randomUUID() })).toBe("location_not_found");
    expect(await refusalOf(sellOf([]))).toBe("quantity_out_of_range");
  });
});
