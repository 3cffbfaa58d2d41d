import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lockLinks } from "../../stock/src/catalogue/lock-links.ts";
import { until } from "../worker/make/until.ts";
import { act, levelOf, makeGoods, makeWorld, orderOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

it("a batch that waits for links that change holds no order that the change may want itself", async () => {
  const mug = await makeGoods(world, 9);
  const line = { platformId: mug.onBol.platformId };
  const order = orderOf(world.bol, [{ ...line, ordered: 1 }]);
  await act(world, order);
  const { platformOrderId: id, updatedAt } = order.order;
  const later = new Date(updatedAt.getTime() + 1000);
  const linking = await world.pool.connect();
  try {
    await linking.query("begin");
    await lockLinks(linking);
    const more = orderOf(world.bol, [{ ...line, ordered: 2 }], { id, updatedAt: later });
    const waiting = applyBatch(world.pool, [more], new Date());
    await until("the batch waits", async () => {
      const { rows } = await world.pool.query(
        "select from pg_locks where not granted and relation = 'product'::regclass",
      );
      return rows.length > 0;
    });
    const wanted = 'select from "order" where platform_order_id = $1 for no key update nowait';
    expect((await linking.query(wanted, [id])).rowCount).toBe(1);
    await linking.query("commit");
    expect((await waiting)[0]?.kind).toBe("applied");
  } finally {
    linking.release(true);
  }
  expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
});

it("a listing is not deleted while order lines name it, though no key of theirs is checked", async () => {
  const [sold, unsold] = [await makeGoods(world, 9), await makeGoods(world, 9)];
  await act(world, orderOf(world.bol, [{ platformId: sold.onBol.platformId, ordered: 1 }]));
  const remove = (id: string) => world.pool.query("delete from listing where id = $1", [id]);
  await expect(remove(sold.onBol.id)).rejects.toThrow(`listing ${sold.onBol.id} has order lines: it is not deleted`);
  expect((await remove(unsold.onBol.id)).rowCount).toBe(1);
});

it("nor is a product that lines name, nor a level with reservations", async () => {
  const sold = await makeGoods(world, 9);
  await act(world, orderOf(world.bol, [{ platformId: sold.onBol.platformId, ordered: 1 }]));
  const run = (sql: string) => world.pool.query(sql, [sold.id]);
  const reserving = await run("select from movement where product_id = $1 and reserved_delta = 1");
  expect(reserving.rowCount).toBe(1);
  await expect(run("delete from product where id = $1")).rejects.toThrow(
    `product ${sold.id} has order lines: it is not deleted`,
  );
  await expect(run("delete from stock_level where product_id = $1")).rejects.toThrow("movement_level_exists");
});
