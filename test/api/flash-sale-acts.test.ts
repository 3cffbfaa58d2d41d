import { randomUUID } from "node:crypto";
import { applyBatch, endDueFlashSales, setRule } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const sale = "flashSale { id name startsAt endsAt endedAt report }";
const start = `mutation ($key: String!, $name: String!, $productIds: [ID!]!, $endsAt: DateTime!, $caps: [FlashSaleCapInput!]) {
  done: startFlashSale(key: $key, name: $name, productIds: $productIds, endsAt: $endsAt, caps: $caps) {
    ... on FlashSaleDone { ${sale} } ... on Refusal { code message } } }`;
const end = `mutation ($flashSaleId: ID!) { done: endFlashSale(flashSaleId: $flashSaleId) {
  ... on FlashSaleDone { ${sale} } ... on Refusal { code message } } }`;
const list = "{ flashSales { id name startsAt endsAt endedAt report } }";

interface Sale {
  id: string;
  endedAt: string | null;
  report: string | null;
}

interface Done {
  done: { flashSale?: Sale; code?: string; message?: string };
}

async function makeShop(units: number) {
  const [product, location] = [await makeProduct(world.pool), await makeLocation(world.pool)];
  const channel = await makeChannel(world.pool, { locations: [location] });
  const listing = await makeListing(world.pool, { channel, product });
  const act = { key: randomUUID(), actor: "test", reason: "delivery" };
  const place = { productId: product.id, locationId: location.id };
  await applyBatch(world.pool, [{ verb: "receive", ...place, quantity: units, ...act }], new Date());
  return {
    product,
    channel,
    listing,
    productId: nodeId("Product", product.id),
    channelId: nodeId("Channel", channel.id),
  };
}

type MadeShop = Awaited<ReturnType<typeof makeShop>>;

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

function wishOf({ productId }: MadeShop, more: object = {}) {
  return { key: randomUUID(), name: "Friday", productIds: [productId], endsAt: inMinutes(60), ...more };
}

async function startSale(shop: MadeShop, more: object = {}): Promise<Sale> {
  const { done } = await world.ask<Done>(start, wishOf(shop, more));
  if (!done.flashSale) throw new Error(done.message);
  return done.flashSale;
}

async function sell(
  { channel, listing }: MadeShop,
  ordered: number,
  more: { cancelled?: number; placedAt?: Date } = {},
) {
  const { cancelled = 0, placedAt = new Date() } = more;
  const line = { platformLineId: "1", platformId: listing.platformId, sku: null, title: "mug" };
  const order = {
    ...{ platformOrderId: randomUUID(), name: "#1", placedAt, updatedAt: placedAt, country: "NL" },
    ...{ fulfilledBy: "merchant" as const, lines: [{ ...line, ordered, cancelled, shipped: 0 }] },
  };
  await applyBatch(world.pool, [{ verb: "import_order", channelId: channel.id, actor: "test", order }], new Date());
}

async function ruleOf({ product }: MadeShop) {
  const { rows } = await world.pool.query("select share_kind, cap from rule where product_id = $1", [product.id]);
  return rows;
}

function reportOf({ report }: Sale) {
  return JSON.parse(report ?? "null");
}

describe("a flash sale", () => {
  test("guarantees and caps its listings, is listed, and is started once", async () => {
    const shop = await makeShop(8);
    const wish = wishOf(shop, { caps: [{ channelId: shop.channelId, cap: 5 }] });
    const { done } = await world.ask<Done>(start, wish);
    expect(done.flashSale).toMatchObject({ name: "Friday", endsAt: wish.endsAt, endedAt: null, report: null });
    expect(await ruleOf(shop)).toEqual([{ share_kind: "guaranteed", cap: 5 }]);
    expect((await world.ask<Done>(start, wish)).done).toEqual(done);
    const { flashSales } = await world.ask<{ flashSales: Sale[] }>(list);
    expect(flashSales.filter(({ id }) => id === done.flashSale?.id)).toEqual([done.flashSale]);
  });

  test("started again under its key after a listing more was linked is the same sale; another sale is refused", async () => {
    const shop = await makeShop(8);
    const wish = wishOf(shop);
    const { done } = await world.ask<Done>(start, wish);
    await makeListing(world.pool, { channel: await makeChannel(world.pool), product: shop.product });
    expect((await world.ask<Done>(start, wish)).done.flashSale?.id).toBe(done.flashSale?.id);
    for (const other of [
      { endsAt: inMinutes(90) },
      { name: "Monday" },
      { caps: [{ channelId: shop.channelId, cap: 1 }] },
    ]) {
      expect((await world.ask<Done>(start, { ...wish, ...other })).done.code).toBe("key_already_used");
    }
  });

  test("that is ended early takes its rules back and reports what was sold", async () => {
    const shop = await makeShop(8);
    await setRule(
      world.pool,
      { channelId: shop.channel.id, productId: shop.product.id, set: { cap: 7 } },
      { actor: "test", reason: "before", confirmZeroing: true },
      new Date(),
    );
    await sell(shop, 1, { placedAt: new Date(Date.now() - 60_000) });
    const { id } = await startSale(shop, { caps: [{ channelId: shop.channelId, cap: 5 }] });
    await applyBatch(world.pool, [{ verb: "republish", productIds: [shop.product.id] }], new Date());
    await sell(shop, 4, { cancelled: 1 });
    await sell(shop, 2, { cancelled: 2 });
    await sell(shop, 6);
    const { done } = await world.ask<Done>(end, { flashSaleId: id });
    if (!done.flashSale) throw new Error(done.message);
    expect(done.flashSale.endedAt).not.toBeNull();
    expect(reportOf(done.flashSale)).toEqual({
      ...{ sold: [{ channelId: shop.channel.id, units: 9 }], shortUnits: 2, rulesKept: null },
      soldOut: [{ productId: shop.product.id, at: expect.any(String) }],
    });
    expect(await ruleOf(shop)).toEqual([{ share_kind: null, cap: 7 }]);
    expect((await world.ask<Done>(end, { flashSaleId: id })).done).toEqual(done);
  });

  test("counts orders of its time that come in after its end, and nothing that came later", async () => {
    const shop = await makeShop(8);
    const { id } = await startSale(shop);
    const during = new Date();
    const { done } = await world.ask<Done>(end, { flashSaleId: id });
    expect(done.flashSale && reportOf(done.flashSale).sold).toEqual([]);
    await sell(shop, 2, { placedAt: during });
    await sell(shop, 1, { placedAt: new Date(Date.now() + 1_000) });
    await endDueFlashSales(world.pool, new Date(Date.now() + 1_000));
    const { flashSales } = await world.ask<{ flashSales: Sale[] }>(list);
    const ended = flashSales.find((one) => one.id === id);
    expect(ended && reportOf(ended).sold).toEqual([{ channelId: shop.channel.id, units: 2 }]);
  });

  test("that overlaps with another on one product is refused until that one has ended", async () => {
    const [shop, other] = [await makeShop(8), await makeShop(8)];
    const first = await startSale(shop, { name: "First" });
    const wish = wishOf(other, { productIds: [other.productId, shop.productId] });
    const { done } = await world.ask<Done>(start, wish);
    expect(done).toMatchObject({ code: "product_on_flash_sale", message: expect.stringContaining('"First"') });
    expect(await ruleOf(other)).toEqual([]);
    await world.ask(end, { flashSaleId: first.id });
    expect((await world.ask<Done>(start, wish)).done.flashSale).toBeDefined();
    expect(await ruleOf(shop)).toMatchObject([{ share_kind: "guaranteed" }]);
  });

  test("that is wished for twice at the same time is started once, and takes its rules back whole", async () => {
    const shop = await makeShop(8);
    const wishes = [wishOf(shop), wishOf(shop), wishOf(shop)];
    const answers = await Promise.all(wishes.map((wish) => world.ask<Done>(start, wish)));
    const started = answers.flatMap(({ done }) => done.flashSale ?? []);
    expect(started).toHaveLength(1);
    expect(answers.filter(({ done }) => done.code === "product_on_flash_sale")).toHaveLength(2);
    await world.ask(end, { flashSaleId: started[0]?.id });
    expect(await ruleOf(shop)).toEqual([]);
  });
});

describe("a flash sale is refused", () => {
  test.each([
    ["without a name", { name: "" }, "title_not_valid", "got 0"],
    ["with a name too long", { name: "x".repeat(201) }, "title_not_valid", "got 201"],
    ["that ends in the past", { endsAt: "2020-01-01T00:00:00.000Z" }, "rule_not_valid", "2020"],
    ["without products", { productIds: [] }, "product_not_found", "got 0"],
    ["without a key", { key: "" }, "key_not_valid", "got 0"],
    ["with a key too long", { key: "x".repeat(400) }, "key_not_valid", "got 400"],
  ])("%s", async (_what, wrong, code, words) => {
    const { done } = await world.ask<Done>(start, wishOf(await makeShop(1), wrong));
    expect(done).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  test("when one of its products does not exist, and then changes nothing of the others", async () => {
    const shop = await makeShop(1);
    const unknown = randomUUID();
    const productIds = [shop.productId, nodeId("Product", unknown)];
    const { done } = await world.ask<Done>(start, wishOf(shop, { productIds }));
    expect(done).toMatchObject({ code: "product_not_found", message: expect.stringContaining(unknown) });
    expect(await ruleOf(shop)).toEqual([]);
  });

  test("with a cap for a channel that lists nothing of it, two caps for one, or a cap below 0", async () => {
    const [shop, other] = [await makeShop(1), await makeShop(1)];
    const capped = async (caps: object[]) => (await world.graphql<Done>(start, wishOf(shop, { caps }))).data?.done;
    expect(await capped([{ channelId: other.channelId, cap: 1 }])).toMatchObject({ code: "listing_not_found" });
    const twice = [1, 2].map((cap) => ({ channelId: shop.channelId, cap }));
    expect(await capped(twice)).toMatchObject({ code: "rule_not_valid" });
    const answer = await world.graphql<Done>(start, wishOf(shop, { caps: [{ channelId: shop.channelId, cap: -1 }] }));
    expect(answer.data?.done.flashSale).toBeUndefined();
    expect(await ruleOf(shop)).toEqual([]);
  });

  test("to be ended when there is none", async () => {
    const { done } = await world.ask<Done>(end, { flashSaleId: nodeId("FlashSale", randomUUID()) });
    expect(done.code).toBe("flash_sale_not_found");
  });
});
