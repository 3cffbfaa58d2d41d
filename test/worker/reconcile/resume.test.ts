import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ean } from "../../channels/make/ean.ts";
import { makeProduct } from "../../make/product.ts";
import { until } from "../make/until.ts";
import { startWorkerProcess } from "../make/worker-process.ts";
import { makeWorld, type World } from "../make/world.ts";
import { reconcileNow, runsOf } from "./make/reconcile.ts";

/** Many pages of bol's 100, and more than its 25 calls of a second. */
const listings = 8_000;

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

/** Listings on bol that show 0, as the hub wants. */
async function addListings(count: number): Promise<void> {
  const { pool } = world.database;
  const product = await makeProduct(pool);
  for (let from = 0; from < count; from += 1_000) {
    const goods = Array.from({ length: Math.min(1_000, count - from) }, (_, place) => {
      const sku = `many-${randomUUID()}`;
      return { sku, title: sku, barcode: ean(100_000 + from + place), stock: 0 };
    });
    const ids = await world.sandbox.control.putProducts("bol", world.bol.shop, goods);
    await pool.query(
      `with made as (
         insert into listing (id, channel_id, product_id, platform_id, title, status)
         select gen_random_uuid(), $1, $2, platform_id, platform_id, 'linked' from unnest($3::text[]) as platform_id
         returning id, channel_id
       )
       insert into published_quantity (listing_id, channel_id, quantity, confirmed, confirmed_at, expected)
       select id, channel_id, 0, 0, now(), 0 from made`,
      [world.bol.channel.id, product.id, ids.map(({ platformId }) => platformId)],
    );
  }
}

test("a reading whose worker dies goes on where it was, in another worker", async () => {
  await (await world.work()).stop();
  await addListings(listings);
  const worker = await startWorkerProcess(world);
  await reconcileNow(world, world.bol, { wait: false });
  await until("a good part is read", async () => {
    const [run] = await runsOf(world, world.bol);
    return run && run.read >= 3_000;
  });
  await worker.kill();
  const [left] = await runsOf(world, world.bol);
  expect(left?.isEnded).toBe(false);
  const since = Date.now();
  await world.work();
  await until("the reading is complete", async () => (await runsOf(world, world.bol))[0]?.isEnded);
  const [run] = await runsOf(world, world.bol);
  expect(run).toMatchObject({ read: listings + 1, missing: 0, drifts: 0 });
  const asked = await world.sandbox.control.requests({ since, platform: "bol", operation: "GET /retailer/offers" });
  // What was under way, of a second's 25 calls, may be asked once more, but not everything.
  expect(asked.length * 100).toBeLessThan(listings);
}, 90_000);
