import { audit, setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeAmazonShop } from "./make/amazon-shop.ts";
import { until } from "./make/until.ts";
import { makeWorld, type Shop, type World } from "./make/world.ts";

const stock = 6;
/** This Amazon takes seconds where the real one takes minutes. */
const pace = { effectMs: 300, horizonMs: 2_000 };
const amazonTimes = { listedWithinMs: 2_500, shownWithinMs: 1_000 };

let world: World;
let amazon: Shop;

beforeEach(async () => {
  world = await makeWorld(stock);
  amazon = await makeAmazonShop(world, stock, pace);
});

afterEach(() => world.end());

async function guarantee(): Promise<void> {
  const edit = { channelId: null, productId: world.product.id, set: { shareKind: "guaranteed" as const } };
  const act = { actor: "test", reason: "few units", confirmZeroing: true };
  expect((await setRule(world.database.pool, edit, act, new Date())).kind).not.toBe("refused");
}

interface Seen {
  available: number;
  exposed: number;
  lapse: string | null;
  /** Exposures and quantities of which something is under way. */
  open: number;
  guaranteed: number;
}

async function look(): Promise<Seen> {
  const { rows } = await world.database.pool.query<Seen>(
    `select l.available, l.exposed, l.lapse, count(e.*)::int as guaranteed,
       count(*) filter (where e.next_units is not null or e.raised is not null or p.pending_since is not null)::int as open
     from stock_level l left join exposure e on true left join published_quantity p on p.listing_id = e.listing_id where l.product_id = $1
     group by l.available, l.exposed, l.lapse`,
    [world.product.id],
  );
  if (!rows[0]) throw new Error("the product has no level");
  return rows[0];
}

const shops = () => [world.shopify, world.bol, amazon];

async function shown(): Promise<number> {
  const live = await Promise.all(shops().map((shop) => shop.live()));
  return live.reduce((sum, units) => sum + units, 0);
}

/** All is known: nothing is under way, what listings may sell is what they show, and all of it fits. */
async function untilSettled(): Promise<void> {
  await until("every exposure is settled", async () => {
    const { available, exposed, lapse, open, guaranteed } = await look();
    return guaranteed === 3 && open === 0 && lapse === null && exposed === available && (await shown()) === available;
  });
}

async function tryToBuy(shop: Shop): Promise<number> {
  return shop.sell(1).then(
    () => 1,
    () => 0,
  );
}

test("Amazon gets its part beside two others, and no unit is shown twice once it has", {
  timeout: 120_000,
}, async () => {
  await guarantee();
  await world.work({ amazonTimes, rateFactor: 100 });
  await untilSettled();
  for (const shop of shops()) expect(await shop.live(), shop.platform).toBeGreaterThanOrEqual(1);
  expect(await audit(world.database.pool)).toEqual([]);
});

test("a write that makes Amazon forget a sale which its list does not show yet has room beside that sale", {
  timeout: 120_000,
}, async () => {
  await guarantee();
  await world.work({ amazonTimes, rateFactor: 100 });
  await untilSettled();
  let sold = await amazon.live();
  await amazon.sell(sold);
  await world.receive(12);
  await until("Amazon's part is shown, and the sale forgotten", async () => (await amazon.live()) > 0);
  const written = await amazon.live();
  await amazon.sell(written);
  sold += written;
  await until("nothing more can be raised", async () => {
    const { available, exposed, lapse } = await look();
    return exposed === available && lapse === null;
  });
  for (const shop of [world.shopify, world.bol]) sold += await buyAllOf(shop);
  expect(sold).toBeLessThanOrEqual(stock + 12);
  await untilKnown(sold);
  expect(await count("shortage", "true")).toBe(0);
  expect(await audit(world.database.pool)).toEqual([]);
});

async function buyAllOf(shop: Shop): Promise<number> {
  const units = await shop.live();
  if (units > 0) await shop.sell(units);
  return units;
}

/** Polls, one poll after the other, until all these units are in the hub's orders. */
async function untilKnown(sold: number): Promise<void> {
  await until("every sale is known", async () => {
    await Promise.all(shops().map((shop) => shop.poll()));
    await until("the polls have ended", async () => (await count("graphile_worker.jobs", isPoll)) === 0);
    return (await count("order_line", "true", "coalesce(sum(ordered), 0)")) === sold;
  });
}

const isPoll = "task_identifier = 'poll_orders'";

async function count(table: string, where: string, what = "count(*)"): Promise<number> {
  const { rows } = await world.database.pool.query<{ units: number }>(
    `select (${what})::int as units from ${table} where ${where}`,
  );
  return rows[0]?.units ?? 0;
}

/** Every shop's answers get lost now and then, before or after what was asked has been done. */
async function loseAnswers(): Promise<void> {
  const { control } = world.sandbox;
  const writes = [
    ["amazon", "patchListingsItem"],
    ["bol", "PATCH /retailer/offers"],
    ["shopify", "inventorySetQuantities"],
  ] as const;
  for (const [platform, operation] of writes) {
    for (const action of ["lose_before", "lose_after"] as const) {
      await control.plantFault({ on: "request", platform, operation, action, times: 2, probability: 0.4 });
    }
  }
}

async function buyEverywhere(): Promise<number> {
  const bought = await Promise.all([...shops(), ...shops()].map(tryToBuy));
  return bought.reduce((sum, units) => sum + units, 0);
}

test("nothing is sold that is not there, though buyers race all the time, answers are lost and no message arrives", {
  timeout: 240_000,
}, async () => {
  await guarantee();
  await world.work({ amazonTimes, rateFactor: 100 });
  await untilSettled();
  await loseAnswers();
  let [sold, total] = [0, stock];
  for (let round = 1; round <= 30; round++) {
    sold += await buyEverywhere();
    if (round % 3 === 0) await Promise.all(shops().map((shop) => shop.poll()));
    if (round % 5 === 0) {
      await world.receive(3);
      total += 3;
    }
    expect(sold).toBeLessThanOrEqual(total);
  }
  await untilKnown(sold);
  for (let rounds = 0; rounds < 5 && sold < total; rounds++) {
    sold += await buyEverywhere();
    await untilKnown(sold);
  }
  expect(sold).toBeLessThanOrEqual(total);
  expect(sold).toBeGreaterThan(stock);
  expect(await count("shortage", "true")).toBe(0);
  expect(await audit(world.database.pool)).toEqual([]);
});
