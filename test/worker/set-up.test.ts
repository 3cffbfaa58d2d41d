import { setRule } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeLevel } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

/** Whose act it is. */
const byTest = { actor: "test", reason: "test" };

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

async function queue(task: string, payload: object) {
  await world.database.pool.query("select graphile_worker.add_job($1, $2::json)", [task, JSON.stringify(payload)]);
}

test.each(["shopify", "bol"] as const)(
  "everything that %s offers is read, in pages, and what is known by barcode is linked and pushed",
  async (platform) => {
    const { shop, channel } = world[platform];
    const { pool } = world.database;
    const goods = Array.from({ length: 260 }, (_, index) => {
      return { sku: `more-${index}`, title: `More ${index}`, barcode: ean(900_000 + index), stock: 0 };
    });
    await world.sandbox.control.putProducts(platform, shop, goods);
    const known = await makeProduct(pool, { barcodes: [ean(900_259)] });
    await makeLevel(pool, known, world.location, 6);
    await world.work();
    await queue("import_listings", { channelId: channel.id });
    await until("all listings are read and matched", async () => {
      const { rows } = await pool.query("select from listing_import where finished_at is not null");
      return rows.length === 1;
    });
    const { rows } = await pool.query<{ listings: number; linked: number }>(
      `select count(*)::int as listings, (count(*) filter (where status = 'linked'))::int as linked
       from listing where channel_id = $1`,
      [channel.id],
    );
    const [counts] = rows;
    // The world's own product, and the one that the hub knows by its barcode.
    expect(counts).toEqual({ listings: 261, linked: 2 });
    await until("the platform shows it", async () => {
      return (await world.sandbox.control.stock(platform, shop))["more-259"] === 6;
    });
  },
);

test.each(["shopify", "bol"] as const)(
  "an import of %s that broke off goes on with the page where it was, in another worker",
  async (platform) => {
    const { shop, channel } = world[platform];
    const { pool } = world.database;
    const { control } = world.sandbox;
    const goods = Array.from({ length: 620 }, (_, index) => {
      return { sku: `more-${index}`, title: `More ${index}`, barcode: ean(800_000 + index), stock: 0 };
    });
    await control.putProducts(platform, shop, goods);
    const operation = platform === "shopify" ? "productVariants" : "GET /retailer/offers";
    // Shopify is asked first how many there are.
    const after = platform === "shopify" ? 3 : 2;
    await control.plantFault({ on: "request", platform, operation, action: "server_error", after });
    const first = await world.work();
    await queue("import_listings", { channelId: channel.id });
    const broken = await until("it breaks off", async () => {
      const { rows } = await pool.query(
        "select phase, read, cursor is not null as kept from listing_import where error is not null",
      );
      return rows[0];
    });
    const pageSize = platform === "shopify" ? 250 : 100;
    expect(broken).toEqual({ phase: "reading", read: 2 * pageSize, kept: true });
    await first.stop();
    await control.removeFaults();
    await world.work();
    await queue("import_listings", { channelId: channel.id });
    const { read, failed } = await until("it has ended", async () => {
      const { rows } = await pool.query(
        "select read, failed_at is not null as failed from listing_import where finished_at is not null",
      );
      return rows[0];
    });
    // No page that was stored before was read again.
    expect({ read, failed }).toEqual({ read: 621, failed: false });
  },
);

test("a shop that is out of breath is waited for while its listings are read", async () => {
  const { shop, channel } = world.shopify;
  await world.sandbox.control.putProducts("shopify", shop, [{ sku: "more", title: "More", barcode: null, stock: 0 }]);
  const fault = { on: "request", platform: "shopify", operation: "productVariants", action: "rate_limit" } as const;
  await world.sandbox.control.plantFault({ ...fault, times: 2 });
  await world.work();
  await queue("import_listings", { channelId: channel.id });
  await until("the listing is stored", async () => {
    const { rows } = await world.database.pool.query("select from listing where sku = 'more'");
    return rows.length === 1;
  });
});

test("a rule that changes is published and pushed on every channel that it concerns", async () => {
  const { pool } = world.database;
  await world.work();
  await untilInStep(world, 10);
  await setRule(pool, { channelId: world.bol.channel.id, productId: null, set: { cap: 4 } }, byTest, new Date());
  await until("bol shows the cap", async () => (await world.bol.live()) === 4);
  expect(await world.shopify.live()).toBe(10);
  await setRule(
    pool,
    { channelId: null, productId: world.product.id, set: { safetyStockUnits: 9 } },
    byTest,
    new Date(),
  );
  await until("the cap no longer matters", async () => (await world.bol.live()) === 1);
  await until("Shopify keeps stock back, too", async () => (await world.shopify.live()) === 1);
  await setRule(
    pool,
    { channelId: null, productId: world.product.id, set: { safetyStockUnits: null } },
    byTest,
    new Date(),
  );
  await until("the cap counts again", async () => (await world.bol.live()) === 4);
});

test("republishing goes on over more products than one transaction takes", async () => {
  const { pool } = world.database;
  const channelId = world.bol.channel.id;
  await pool.query(
    `insert into product (id, sku, title)
     select gen_random_uuid(), 'many-' || n, 'Many' from generate_series(1, 1100) n`,
  );
  await pool.query(
    `insert into listing (id, channel_id, product_id, platform_id, title, status)
     select gen_random_uuid(), $1, id, sku, title, 'linked' from product where sku like 'many-%'`,
    [channelId],
  );
  await world.work();
  await setRule(pool, { channelId, productId: null, set: { alwaysShowAtLeast: 2 } }, byTest, new Date());
  await until("all are published", async () => {
    const { rows } = await pool.query<{ count: number }>(
      "select count(*)::int as count from published_quantity where channel_id = $1 and quantity >= 2",
      [channelId],
    );
    return rows[0]?.count === 1101;
  });
});
