import { applyBatch, republishAll, republishProducts, setRule } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeBundle } from "../../make/product.ts";
import { act, adjustOf, makeGoods, makeWorld, publishedOf, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

interface Guard {
  shareKind?: "guaranteed" | null;
  guardBelow?: number;
}

async function change(product: { id: string }, set: Guard) {
  const edit = { channelId: null, productId: product.id, set };
  await setRule(world.pool, edit, { actor: "test", reason: "few sets", confirmZeroing: true }, new Date());
  await republishAll(world.pool, { channelId: null, productId: product.id });
}

/** A cup and a lid that are shared, and a bundle of both on Shopify. */
async function makeSet(lids: number, cups: number) {
  const [lid, cup] = [await makeGoods(world, lids), await makeGoods(world, cups)];
  const parts = [lid, cup].map((product) => ({ product, quantity: 1 }));
  const bundle = await makeBundle(world.pool, parts);
  const onShopify = await makeListing(world.pool, { channel: world.shopify, product: bundle });
  await republishAll(world.pool, { channelId: null, productId: bundle.id });
  return { lid, cup, bundle: { ...bundle, onShopify } };
}

/** Runs what the writer queued for the product, until nothing is queued any more; tells how often. */
async function runQueued(product: { id: string }): Promise<number> {
  for (let rounds = 0; ; rounds++) {
    expect(rounds).toBeLessThan(5);
    const { rows } = await world.pool.query<{ key: string; productIds: string[] }>(
      `select j.key, array(select json_array_elements_text(p.payload->'productIds')) as "productIds"
       from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where j.key = $1`,
      [`republish:exposed:${product.id}`],
    );
    if (rows.length === 0) return rounds;
    for (const { key, productIds } of rows) {
      await world.pool.query("select graphile_worker.remove_job($1)", [key]);
      await republishProducts(world.pool, productIds);
    }
  }
}

const shownOf = async (goods: { onShopify: { id: string }; onBol: { id: string } }) => [
  await publishedOf(world, goods.onShopify),
  await publishedOf(world, goods.onBol),
];

it("the shared listings of its parts show less once a bundle is guaranteed, and all again once it is not", async () => {
  const { cup, lid, bundle } = await makeSet(5, 8);
  await change(bundle, { shareKind: "guaranteed" });
  await Promise.all([runQueued(cup), runQueued(lid)]);
  expect(await shownOf(cup)).toEqual([3, 3]);
  expect(await shownOf(lid)).toEqual([0, 0]);
  await change(bundle, { shareKind: null });
  await Promise.all([runQueued(cup), runQueued(lid)]);
  expect(await shownOf(cup)).toEqual([8, 8]);
  expect(await shownOf(lid)).toEqual([5, 5]);
});

it("so they do when the stock of another part makes it guaranteed, or ends that", async () => {
  const { cup, lid, bundle } = await makeSet(5, 8);
  await change(bundle, { guardBelow: 4 });
  expect(await shownOf(cup)).toEqual([8, 8]);
  await applyBatch(world.pool, [adjustOf(world, lid, { kind: "to", onHand: 3 })], new Date());
  await runQueued(cup);
  const { rows } = await world.pool.query("select exposed from stock_level where product_id = $1", [cup.id]);
  expect(await shownOf(cup)).toEqual([8 - rows[0].exposed, 8 - rows[0].exposed]);
  expect(rows[0].exposed).toBeGreaterThanOrEqual(3);
  await act(world, receiveOf(world, lid, 10));
  await runQueued(cup);
  expect(await shownOf(cup)).toEqual([8, 8]);
});
