import { randomUUID } from "node:crypto";
import {
  applyBatch,
  audit,
  endDueFlashSales,
  endFlashSale,
  republishAll,
  setRule,
  startFlashSale,
} from "@stockpool/stock";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeOrder } from "../../make/order.ts";
import { makeProduct } from "../../make/product.ts";

let database: FreshDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = database.pool;
});

afterEach(() => database.drop());

const minute = 60_000;
const anywhere = { channelId: null, productId: null, locationId: null, isRemapped: false };

async function makeShop(units: number) {
  const [product, location] = [await makeProduct(pool), await makeLocation(pool)];
  const channel = await makeChannel(pool, { platform: "shopify", locations: [location] });
  const listing = await makeListing(pool, { channel, product });
  const act = { key: randomUUID(), actor: "test", reason: "delivery" };
  const place = { productId: product.id, locationId: location.id };
  await applyBatch(pool, [{ verb: "receive", ...place, quantity: units, ...act }], new Date());
  return { product, channel, listing };
}

async function rules() {
  const { rows } = await pool.query("select channel_id, product_id, share_kind, cap from rule order by 1, 2");
  return rows;
}

test("a flash sale guarantees and caps, and at its end the rules are what they were, with a report", async () => {
  const { product, channel, listing } = await makeShop(8);
  const at = new Date();
  const sale = {
    ...{ key: "friday", actor: "test", name: "Friday", productIds: [product.id] },
    ...{ endsAt: new Date(at.getTime() + minute), caps: [{ channelId: channel.id, cap: 5 }] },
  };
  const started = await startFlashSale(pool, sale, at);
  expect(started.kind).toBe("flash_sale_started");
  expect(await startFlashSale(pool, sale, at)).toEqual(started);
  expect(await rules()).toEqual([{ channel_id: channel.id, product_id: product.id, share_kind: "guaranteed", cap: 5 }]);
  await republishAll(pool, anywhere);
  expect((await pool.query("select listing_id from exposure")).rows).toEqual([{ listing_id: listing.id }]);

  expect(await endDueFlashSales(pool, at)).toBe(0);
  const later = new Date(at.getTime() + 2 * minute);
  expect(await endDueFlashSales(pool, later)).toBe(1);
  expect(await endDueFlashSales(pool, later)).toBe(0);
  expect(await rules()).toEqual([]);
  await republishAll(pool, anywhere);
  expect((await pool.query("select listing_id from exposure")).rows).toEqual([]);
  const { rows } = await pool.query("select report, ended_by from flash_sale");
  expect(rows).toEqual([{ ended_by: "clock", report: { sold: [], shortUnits: 0, soldOut: [], rulesKept: null } }]);
  expect(await audit(pool)).toEqual([]);
});

test("what is ordered in the second in which the sale starts belongs to it: platforms tell whole seconds", async () => {
  const { product, channel, listing } = await makeShop(8);
  const at = new Date(Math.floor(Date.now() / 1000) * 1000 + 700);
  const endsAt = new Date(at.getTime() + minute);
  await startFlashSale(
    pool,
    { key: "friday", actor: "test", name: "Friday", productIds: [product.id], endsAt, caps: [] },
    at,
  );
  for (const [ordered, msBefore] of [
    [2, 700],
    [4, 701],
  ] as const) {
    const { id } = await makeOrder(pool, { listing: { ...listing, channel, product }, ordered });
    await pool.query('update "order" set placed_at = $2 where id = $1', [id, new Date(at.getTime() - msBefore)]);
  }
  expect(await endDueFlashSales(pool, endsAt)).toBe(1);
  const { rows } = await pool.query("select report -> 'sold' as sold from flash_sale");
  expect(rows).toEqual([{ sold: [{ channelId: channel.id, units: 2 }] }]);
});

test("a rule that somebody changed during the sale stays, and the report says so", async () => {
  const { product, channel } = await makeShop(8);
  const at = new Date();
  const sale = {
    ...{ key: "friday", actor: "test", name: "Friday", productIds: [product.id], caps: [] },
    endsAt: new Date(at.getTime() + minute),
  };
  const started = await startFlashSale(pool, sale, at);
  if (started.kind === "refused") throw new Error(started.refusal.message);
  const edit = { channelId: channel.id, productId: product.id, set: { cap: 2 } };
  await setRule(pool, edit, { actor: "test", reason: "less", confirmZeroing: true }, new Date(at.getTime() + 1));
  const ended = await endFlashSale(pool, { ...started, actor: "test" }, new Date(at.getTime() + 2));
  expect(ended.kind).toBe("flash_sale_ended");
  expect(await rules()).toMatchObject([{ cap: 2 }]);
  const { rows } = await pool.query<{ report: { rulesKept: string | null } }>("select report from flash_sale");
  expect(rows[0]?.report.rulesKept).toContain("changed");
});

test("of sales of one product that are started at once one starts, and the others are refused", async () => {
  const { product } = await makeShop(8);
  const at = new Date();
  const start = (name: string) =>
    startFlashSale(
      pool,
      { key: name, actor: "test", name, productIds: [product.id], caps: [], endsAt: new Date(at.getTime() + minute) },
      at,
    );
  const answers = await Promise.all(["one", "two", "three", "four", "five", "six"].map(start));
  expect(answers.filter((one) => one.kind === "flash_sale_started")).toHaveLength(1);
  const refused = answers.flatMap((one) => (one.kind === "refused" ? one.refusal.code : []));
  expect(refused).toEqual(Array.from({ length: 5 }, () => "product_on_flash_sale"));
  expect((await pool.query("select from flash_sale")).rowCount).toBe(1);
});

test.each([
  ["it ends in the past", { endsAt: new Date(0) }],
  ["it has no products", { productIds: [] }],
  ["nothing of it is listed", { productIds: [randomUUID()] }],
])("a sale is refused when %s", async (_why, wrong) => {
  const { product } = await makeShop(1);
  const sale = {
    ...{ key: "sale", actor: "test", name: "Sale", productIds: [product.id], caps: [] },
    endsAt: new Date(Date.now() + minute),
  };
  expect((await startFlashSale(pool, { ...sale, ...wrong }, new Date())).kind).toBe("refused");
  expect(await rules()).toEqual([]);
});
