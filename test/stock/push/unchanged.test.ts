import { applyBatch } from "@stockpool/stock";
import { expect, it } from "vitest";
import { makeGoods, makeWorld, receiveOf, type World } from "../world.ts";

/** Published quantities, with the transaction that wrote each. */
async function published({ pool }: World): Promise<unknown[]> {
  const { rows } = await pool.query(
    "select listing_id, xmin::text, quantity, version from published_quantity order by 1",
  );
  return rows;
}

it("publishing anew what stays as it is writes no row and queues no push; what is not there is added", async () => {
  const world = await makeWorld();
  const mug = await makeGoods(world, 0);
  const republish = () => applyBatch(world.pool, [{ verb: "republish", productIds: [mug.id] }], new Date());
  await applyBatch(world.pool, [receiveOf(world, mug, 9)], new Date());
  await world.pool.query("delete from graphile_worker._private_jobs");
  const before = await published(world);
  await republish();
  expect(await published(world)).toEqual(before);
  expect((await world.pool.query("select from graphile_worker._private_jobs")).rowCount).toBe(0);
  await world.pool.query("delete from published_quantity where listing_id = $1", [mug.onBol.id]);
  await republish();
  expect(await published(world)).toHaveLength(before.length);
  await world.drop();
});
