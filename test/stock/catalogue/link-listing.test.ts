import { applyBatch, importListings, linkListing } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeProduct } from "../../make/product.ts";
import { readPushes } from "../../make/published.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "../world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(30);
});

afterEach(() => world.drop());

const link = (listing: { id: string }, product: { id: string } | null) =>
  linkListing(world.pool, { listingId: listing.id, productId: product?.id ?? null, actor: "test" }, new Date());

async function statusOf(listing: { id: string }) {
  const { rows } = await world.pool.query("select status, product_id from listing where id = $1", [listing.id]);
  return rows[0];
}

test("a listing that is linked is published, and the orders that waited for it reserve at once, oldest first", async () => {
  const mug = await makeGoods(world, 5);
  const listing = await makeListing(world.pool, { channel: world.bol });
  const line = { platformId: listing.platformId, ordered: 3 };
  await act(world, orderOf(world.bol, [line], { placedAt: new Date(2_000), country: "NL" }));
  await act(world, orderOf(world.bol, [line], { placedAt: new Date(1_000), country: "NL" }));
  expect(await link(listing, mug)).toEqual({ kind: "linked", listingId: listing.id });
  expect(await levelOf(world, mug)).toEqual({ onHand: 5, reserved: 5, available: 0 });
  expect(await shortOf(world, mug)).toBe(1);
  const { rows } = await world.pool.query(
    `select o.placed_at from shortage s join order_line l on l.id = s.order_line_id join "order" o on o.id = l.order_id`,
  );
  expect(rows).toEqual([{ placed_at: new Date(2_000) }]);
  expect([await publishedOf(world, listing), await publishedOf(world, mug.onShopify)]).toEqual([0, 0]);
});

test("linking twice reserves once", async () => {
  const mug = await makeGoods(world, 5);
  const listing = await makeListing(world.pool, { channel: world.bol });
  await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 2 }]));
  await link(listing, mug);
  await link(listing, mug);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
});

test("units that left before the link leave the stock with it", async () => {
  const mug = await makeGoods(world, 5);
  const listing = await makeListing(world.pool, { channel: world.bol });
  await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 3, shipped: 2, cancelled: 1 }]));
  await link(listing, mug);
  expect(await levelOf(world, mug)).toEqual({ onHand: 3, reserved: 0, available: 3 });
});

test("an unlinked listing is published no more, its push is ended, and its orders keep what they sold", async () => {
  const mug = await makeGoods(world, 5);
  await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
  await world.pool.query(
    `insert into push (id, at, channel_id, listing_id, quantity, state, trace)
     values (gen_random_uuid(), now(), $1, $2, 3, 'sent', '{}')`,
    [world.bol.id, mug.onBol.id],
  );
  await link(mug.onBol, null);
  expect(await statusOf(mug.onBol)).toEqual({ status: "ignored", product_id: null });
  expect(await publishedOf(world, mug.onBol)).toBeNull();
  expect(await readPushes(world.pool, mug.onBol)).toMatchObject([{ state: "superseded", isEnded: true }]);
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
  await act(world, receiveOf(world, mug, 1));
  expect(await publishedOf(world, mug.onBol)).toBeNull();
});

test("a listing that gets another product publishes that one's stock", async () => {
  const [mug, cup] = [await makeGoods(world, 5), await makeGoods(world, 8)];
  await link(mug.onBol, cup);
  expect(await publishedOf(world, mug.onBol)).toBe(8);
  await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }]));
  expect(await levelOf(world, cup)).toMatchObject({ reserved: 1 });
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 0 });
});

test("what does not exist is refused by name", async () => {
  const mug = await makeGoods(world, 1);
  const nothing = { id: "00000000-0000-4000-8000-000000000000" };
  expect(await link(nothing, mug)).toMatchObject({ refusal: { code: "listing_not_found" } });
  expect(await link(mug.onBol, nothing)).toMatchObject({ refusal: { code: "product_not_found" } });
});

test("orders that come in while their listing is linked all reserve, whichever comes first", async () => {
  const mug = await makeGoods(world, 1_000);
  for (let round = 0; round < 12; round++) {
    const listing = await makeListing(world.pool, { channel: world.bol });
    const order = () => orderOf(world.bol, [{ platformId: listing.platformId, ordered: 1 }]);
    const sales = () => applyBatch(world.pool, [order(), order()], new Date());
    await Promise.all([sales(), sales(), sales(), link(listing, mug), sales(), sales(), sales()]);
  }
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 144 });
});

test("an import links what is new by barcode, with the orders that came before it, and leaves a person's choice alone", async () => {
  const barcode = "8712345678906";
  const found = { platformId: "offer-1", platformStockId: null, sku: "X", barcode, title: "Mug" };
  const read = (...rows: (typeof found)[]) => importListings(world.pool, world.bol.id, rows, new Date());
  await act(world, orderOf(world.bol, [{ platformId: "offer-1", ordered: 2 }]));
  expect(await read(found, found)).toMatchObject({ linked: 0, unlinked: 1 });
  const mug = await makeProduct(world.pool, { barcodes: [barcode] });
  await act(world, receiveOf(world, mug, 5));
  expect(await read(found)).toMatchObject({ linked: 1 });
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
  expect(await read(found)).toMatchObject({ linked: 0, unlinked: 0 });
  const { rows } = await world.pool.query<{ id: string }>("select id from listing where platform_id = 'offer-1'");
  const [listing] = rows;
  if (!listing) throw new Error("no listing was stored");
  expect(await publishedOf(world, listing)).toBe(3);
  await link(listing, null);
  expect(await read({ ...found, title: "Large mug" })).toMatchObject({ linked: 0, unlinked: 0 });
  expect(await statusOf(listing)).toMatchObject({ status: "ignored" });
});
