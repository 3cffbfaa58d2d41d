import { republishAll, setRule, splitQuantities } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLevel, makeLocation } from "../../make/location.ts";
import { makeProduct } from "../../make/product.ts";
import { makeWorld, publishedOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

it("a guaranteed listing shows at each place of its shop what it holds there, not what others hold", async () => {
  const { pool, warehouse } = world;
  const [store, product] = [await makeLocation(pool, { priority: 2 }), await makeProduct(pool)];
  const shop = await makeChannel(pool, { locations: [warehouse, store] });
  const onlyThere = await makeChannel(pool, { platform: "bol", locations: [warehouse] });
  const [onShop, onBol] = [
    await makeListing(pool, { channel: shop, product }),
    await makeListing(pool, { channel: onlyThere, product }),
  ];
  const edit = { channelId: null, productId: product.id, set: { shareKind: "guaranteed" as const } };
  await setRule(pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await makeLevel(pool, product, warehouse, 4);
  await makeLevel(pool, product, store, 4);
  await republishAll(pool, { channelId: null, productId: product.id });
  // As the shop's book stands once it has been written: all of it in the store.
  await pool.query("update exposure set units = 3 where listing_id = $1", [onShop.id]);
  await pool.query("insert into exposure_draw (listing_id, product_id, location_id, units) values ($1, $2, $3, 3)", [
    ...[onShop.id, product.id, store.id],
  ]);
  await pool.query("update stock_level set exposed = 3 where product_id = $1 and location_id = $2", [
    ...[product.id, store.id],
  ]);
  const places = [warehouse, store].map(({ id }) => ({ locationId: id, platformLocationId: `place ${id}` }));
  const split = await splitQuantities(pool, places, [{ listingId: onShop.id, quantity: 3 }]);
  expect(split.get(onShop.id)?.map(({ quantity }) => quantity)).toEqual([0, 3]);
  expect(await publishedOf(world, onBol)).not.toBeNull();
});
