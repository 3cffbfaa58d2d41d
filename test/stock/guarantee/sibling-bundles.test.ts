import { apply, type Command, republishAll, setRule, transact } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";
import { act, adjustOf, makeWorld, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function makeStocked(onHand: number) {
  const product = await makeProduct(world.pool);
  await act(world, receiveOf(world, product, onHand));
  return product;
}

/** A bundle of one of each, guaranteed as soon as fewer than 4 sets are left. */
async function makeGuarded(...components: { id: string }[]) {
  const bundle = await makeBundle(
    world.pool,
    components.map((product) => ({ product, quantity: 1 })),
  );
  await makeListing(world.pool, { channel: world.shopify, product: bundle });
  const edit = { channelId: null, productId: bundle.id, set: { guardBelow: 4 } };
  await setRule(world.pool, edit, { actor: "test", reason: "few sets", confirmZeroing: true }, new Date());
  await republishAll(world.pool, { channelId: null, productId: bundle.id });
}

it("two bundles that share a component may be dealt at once, each because of its other component", async () => {
  const [lid, cup, saucer] = [await makeStocked(5), await makeStocked(20), await makeStocked(5)];
  await makeGuarded(lid, cup);
  await makeGuarded(cup, saucer);
  let isRead = () => {};
  const second = new Promise<void>((resolve) => {
    isRead = resolve;
  });
  const few = (product: { id: string }): Command[] => [adjustOf(world, product, { kind: "to", onHand: 3 })];
  const first = transact(world.pool, async (tx) => {
    await apply(tx, few(lid), new Date());
    isRead();
    await untilBlocked();
  });
  await second;
  await Promise.all([first, transact(world.pool, (tx) => apply(tx, few(saucer), new Date()))]);
  const { rows } = await world.pool.query("select exposed from stock_level where product_id = $1", [cup.id]);
  expect(rows).toEqual([{ exposed: 10 }]);
});

/** Somebody waits for the rows of the one who asks. */
async function untilBlocked(): Promise<void> {
  const blocked = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and cardinality(pg_blocking_pids(pid)) > 0`;
  await expect.poll(async () => (await world.pool.query(blocked)).rowCount, { timeout: 20_000 }).toBe(1);
}
