import { audit, setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type Shop, type World } from "./make/world.ts";

const stock = 6;
let world: World;

beforeEach(async () => {
  world = await makeWorld(stock);
});

afterEach(() => world.end());

async function guarantee() {
  const edit = { channelId: null, productId: world.product.id, set: { shareKind: "guaranteed" as const } };
  const act = { actor: "test", reason: "few units", confirmZeroing: true };
  const done = await setRule(world.database.pool, edit, act, new Date());
  expect(done.kind).not.toBe("refused");
}

async function levels() {
  const { rows } = await world.database.pool.query<{ available: number; exposed: number; lapse: string | null }>(
    "select available, exposed, lapse from stock_level where product_id = $1",
    [world.product.id],
  );
  return rows[0] ?? { available: 0, exposed: 0, lapse: null };
}

async function exposures() {
  const { rows } = await world.database.pool.query<{ units: number; next_units: number | null; raised: number | null }>(
    "select units, next_units, raised from exposure",
  );
  return rows;
}

/** All is known: nothing is under way, what listings may sell is what they show, and all of it fits. */
async function untilSettled() {
  await until("every exposure is settled", async () => {
    const all = await exposures();
    const { available, exposed, lapse } = await levels();
    const isQuiet = all.length === 2 && all.every((one) => one.next_units === null && one.raised === null);
    const shown = (await world.shopify.live()) + (await world.bol.live());
    return isQuiet && lapse === null && exposed === available && shown === available;
  });
}

async function tryToBuy(shop: Shop, quantity: number): Promise<number> {
  return shop.sell(quantity).then(
    () => quantity,
    () => 0,
  );
}

async function shortUnits(): Promise<number> {
  const { rows } = await world.database.pool.query<{ units: number }>(
    "select coalesce(sum(quantity), 0)::int as units from shortage where ended_at is null",
  );
  return rows[0]?.units ?? 0;
}

test("two shops that showed everything show their parts, once each part is free", { timeout: 120_000 }, async () => {
  await guarantee();
  await world.work();
  await untilSettled();
  expect([await world.shopify.live(), await world.bol.live()].sort()).toEqual([3, 3]);
  expect(await audit(world.database.pool)).toEqual([]);
});

test("the last units are never sold twice, though no message arrives and buyers race", {
  timeout: 180_000,
}, async () => {
  await guarantee();
  await world.work();
  await untilSettled();
  const { control } = world.sandbox;
  await control.plantFault({
    on: "request",
    platform: "bol",
    operation: "PATCH /retailer/offers",
    action: "lose_after",
    times: 1,
  });
  let sold = 0;
  for (let rounds = 0; sold < stock && rounds < 40; rounds++) {
    const bought = await Promise.all(
      [world.shopify, world.bol, world.shopify, world.bol].map((shop) => tryToBuy(shop, 1)),
    );
    sold += bought.reduce((sum, units) => sum + units, 0);
    expect(sold).toBeLessThanOrEqual(stock);
    if (sold === stock) break;
    await Promise.all([world.shopify.poll(), world.bol.poll()]);
    await untilSettled();
  }
  expect(sold).toBe(stock);
  await Promise.all([world.shopify.poll(), world.bol.poll()]);
  await until("all is sold", async () => (await levels()).available === 0);
  expect(await shortUnits()).toBe(0);
  expect(await audit(world.database.pool)).toEqual([]);
});
