import { applyBatch } from "@stockpool/stock";
import { expect, it } from "vitest";
import { stockTopic } from "../../../stock/src/write/announcement.ts";
import { makeGoods, makeWorld, receiveOf, type World } from "../world.ts";

/** Published quantities, with the transaction that wrote each. */
async function published({ pool }: World): Promise<unknown[]> {
  const { rows } = await pool.query(
    "select listing_id, xmin::text, quantity, version from published_quantity order by 1",
  );
  return rows;
}

/** Hears what the writer announces from now on. */
async function listen({ pool }: World) {
  const client = await pool.connect();
  let heard: unknown[] = [];
  client.on("notification", ({ channel, payload = "" }) => {
    heard.push(channel === stockTopic ? JSON.parse(payload) : channel);
  });
  await client.query(`listen ${stockTopic}`);
  return {
    /** What was announced since it was asked last. Messages come before the answer of what is asked after them. */
    heard: async () => {
      await client.query("select");
      const all = heard;
      heard = [];
      return all;
    },
    end: () => client.release(true),
  };
}

it("publishing anew what stays as it is writes no row and queues no push and tells nobody; what is not there is added", async () => {
  const world = await makeWorld();
  const mug = await makeGoods(world, 0);
  const republish = () => applyBatch(world.pool, [{ verb: "republish", productIds: [mug.id] }], new Date());
  await applyBatch(world.pool, [receiveOf(world, mug, 9)], new Date());
  await world.pool.query("delete from graphile_worker._private_jobs");
  const before = await published(world);
  const listener = await listen(world);
  await republish();
  expect(await published(world)).toEqual(before);
  expect((await world.pool.query("select from graphile_worker._private_jobs")).rowCount).toBe(0);
  expect(await listener.heard()).toEqual([]);
  await world.pool.query("delete from published_quantity where listing_id = $1", [mug.onBol.id]);
  await republish();
  expect(await published(world)).toHaveLength(before.length);
  expect(await listener.heard()).toEqual([{ products: [mug.id], orders: [] }]);
  listener.end();
  await world.drop();
});
