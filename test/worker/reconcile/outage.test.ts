import { applyBatch } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeAmazonShop } from "../make/amazon-shop.ts";
import { until } from "../make/until.ts";
import { makeWorld, type Shop, type World } from "../make/world.ts";
import { driftsOf, reconcileNow } from "./make/reconcile.ts";

/** Far more than fit on one page of orders; bol's and Amazon's changed on each of the days, so that every day must be asked for. */
const soldOnShopify = 600;
const soldOnBol = 240;
const soldOnAmazon = 250;
const stock = 1_500;
const daysAway = 3;

let world: World;
let amazon: Shop;

beforeEach(async () => {
  world = await makeWorld(stock);
  amazon = await makeAmazonShop(world, stock, { effectMs: 0, horizonMs: 0 });
  await applyBatch(world.database.pool, [{ verb: "republish", productIds: [world.product.id] }], new Date());
});

afterEach(() => world.end());

/** Orders of the last days, placed while the hub was away and no message was sent. */
async function sellWhileAway(shop: Shop, count: number) {
  const now = Date.now();
  const orders = Array.from({ length: count }, (_, place) => ({
    lines: [{ sku: world.sku, quantity: 1 }],
    placedAt: new Date(now - (daysAway * 86_400_000 * (count - place)) / count).toISOString(),
  }));
  for (let from = 0; from < orders.length; from += 200) {
    await world.sandbox.control.placeOrders(shop.platform, shop.shop, orders.slice(from, from + 200));
  }
}

async function pretendAway() {
  await world.database.pool.query(
    `insert into watermark (channel_id, orders_until, polled_at)
     select id, now() - make_interval(days => $1), now() - make_interval(days => $1) from channel
     on conflict (channel_id) do update set orders_until = excluded.orders_until, polled_at = excluded.polled_at`,
    [daysAway],
  );
}

async function orderCounts() {
  const { rows } = await world.database.pool.query<{ orders: number; reserved: number }>(
    `select (select count(*)::int from "order") as orders,
       (select coalesce(sum(quantity), 0)::int from reservation where ended_at is null) as reserved`,
  );
  return rows[0];
}

/** Nothing waits, nothing is on its way, and every listing shows what the hub wants. */
async function untilInStep() {
  await until("every listing shows what is wanted", async () => {
    const { rows } = await world.database.pool.query<{ id: string; quantity: number; isQuiet: boolean }>(
      `select listing_id as id, quantity, pending_since is null and not exists (
         select from push where push.listing_id = p.listing_id and state = 'sent') as "isQuiet"
       from published_quantity p`,
    );
    if (rows.length < 3 || rows.some(({ isQuiet }) => !isQuiet)) return false;
    const shows = await Promise.all(
      [world.shopify, world.bol, amazon].map(async (shop) => [shop.listing.id, await shop.live()]),
    );
    return rows.every(({ id, quantity }) => shows.some(([listing, live]) => listing === id && live === quantity));
  });
}

test("after three days without a single message, polls alone bring every order, each once", async () => {
  const amazonTimes = { listedWithinMs: 1_000, shownWithinMs: 1_000 };
  const first = await world.work({ rateFactor: 100, amazonTimes });
  await untilInStep();
  await first.stop();
  await pretendAway();
  // The plan of a large shop: its orders all change at this moment, and such are read to their end before any counts.
  await world.sandbox.control.putShopify(world.shopify.shop, {
    ...{ clientId: "client", clientSecret: "client-secret", bucketMax: 20_000, restorePerSecond: 1_000 },
  });
  await sellWhileAway(world.shopify, soldOnShopify);
  await sellWhileAway(world.bol, soldOnBol);
  await sellWhileAway(amazon, soldOnAmazon);
  await Promise.all([1, 2].map(() => world.work({ rateFactor: 100, amazonTimes })));
  for (const shop of [world.shopify, world.bol, amazon]) await shop.poll();
  const sold = soldOnShopify + soldOnBol + soldOnAmazon;
  for (let part = 1; part <= 8; part++) {
    await until("more orders are known", async () => ((await orderCounts())?.orders ?? 0) >= (sold * part) / 8);
  }
  expect(await orderCounts()).toEqual({ orders: sold, reserved: sold });
  await untilInStep();
  await reconcileNow(world, world.bol);
  await reconcileNow(world, world.shopify);
  expect(await driftsOf(world, world.shopify)).toEqual([]);
  expect(await driftsOf(world, world.bol)).toEqual([]);
}, 240_000);
