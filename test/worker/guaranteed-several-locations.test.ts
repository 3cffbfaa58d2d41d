import { randomUUID } from "node:crypto";
import { audit, setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { until } from "./make/until.ts";
import { makeWorld, type Shop, type World } from "./make/world.ts";

const [atWarehouse, atStore] = [5, 4];
const total = atWarehouse + atStore;
let world: World;

beforeEach(async () => {
  world = await makeWorld(atWarehouse);
  await openStore();
});

afterEach(() => world.end());

/** The shop gets a second place, whose units only the shop may sell. */
async function openStore(): Promise<void> {
  const { pool } = world.database;
  const { shop, channel } = world.shopify;
  const names = ["Shop location", "Store"].map((name) => ({ name, country: "NL" }));
  const client = { clientId: "client", clientSecret: "client-secret" };
  const { locations } = await world.sandbox.control.putShopify(shop, { ...client, locations: names });
  const store = await makeLocation(pool);
  await pool.query("insert into channel_location (channel_id, location_id, platform_location_id) values ($1, $2, $3)", [
    ...[channel.id, store.id, locations[1]?.id],
  ]);
  await world.command({
    ...{ verb: "receive", productId: world.product.id, locationId: store.id, quantity: atStore },
    ...{ key: randomUUID(), actor: "test", reason: "delivery" },
  });
}

interface Seen {
  available: number;
  exposed: number;
  isLapsed: boolean;
  open: number;
}

async function look(): Promise<Seen> {
  const { rows } = await world.database.pool.query<Seen>(
    `select sum(available)::int as available, sum(exposed)::int as exposed, bool_or(lapse is not null) as "isLapsed",
       (select count(*)::int from exposure where next_units is not null or raised is not null)
       + (select count(*)::int from published_quantity where pending_since is not null) as open
     from stock_level where product_id = $1`,
    [world.product.id],
  );
  if (!rows[0]) throw new Error("the product has no level");
  return rows[0];
}

async function untilSettled(): Promise<void> {
  await until("every exposure is settled", async () => {
    const { available, exposed, isLapsed, open } = await look();
    const shown = (await world.shopify.live()) + (await world.bol.live());
    return open === 0 && !isLapsed && exposed === available && shown === available;
  });
}

async function tryToBuy(shop: Shop): Promise<number> {
  return shop.sell(1).then(
    () => 1,
    () => 0,
  );
}

test("nothing is sold twice where a guaranteed shop has two places, though buyers race and no message arrives", {
  timeout: 240_000,
}, async () => {
  const edit = { channelId: null, productId: world.product.id, set: { shareKind: "guaranteed" as const } };
  const act = { actor: "test", reason: "few units", confirmZeroing: true };
  expect((await setRule(world.database.pool, edit, act, new Date())).kind).not.toBe("refused");
  await world.work();
  await untilSettled();
  const shops = [world.shopify, world.bol];
  let sold = 0;
  for (let rounds = 0; sold < total && rounds < 40; rounds++) {
    const bought = await Promise.all([...shops, ...shops, ...shops].map(tryToBuy));
    sold += bought.reduce((sum, units) => sum + units, 0);
    expect(sold).toBeLessThanOrEqual(total);
    await Promise.all(shops.map((shop) => shop.poll()));
    await until("every sale is known", async () => (await look()).available === total - sold);
    await untilSettled();
  }
  expect(sold).toBe(total);
  const { rows } = await world.database.pool.query("select from shortage");
  expect(rows).toEqual([]);
  expect(await audit(world.database.pool)).toEqual([]);
});
