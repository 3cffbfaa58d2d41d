import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeBundle, makeProduct } from "../make/product.ts";
import { importOrder } from "./orders.ts";
import { statementsOf } from "./statements.ts";
import { type ApiWorld, makeApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

interface Page {
  products: {
    edges: { cursor: string; node: { sku: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
}

const list = `query ($first: Int, $after: String, $search: String, $filter: ProductFilter, $sort: ProductSort) {
  products(first: $first, after: $after, search: $search, filter: $filter, sort: $sort) {
    edges { cursor node { sku } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

async function skusOf(variables: object): Promise<string[]> {
  const { products } = await world.ask<Page>(list, variables);
  return products.edges.map(({ node }) => node.sku);
}

describe("a page of products", () => {
  test.each(["sku", "title", "updated"])(
    "by %s: pages together are the whole list, each product once",
    async (sort) => {
      for (let n = 0; n < 7; n++) await makeProduct(world.pool, { title: `paged by ${sort} ${n % 3}` });
      const search = `paged by ${sort}`;
      const whole = await skusOf({ sort, search });
      expect(whole).toHaveLength(7);
      const paged: string[] = [];
      let after: string | null = null;
      do {
        const { products }: Page = await world.ask<Page>(list, { sort, search, first: 3, after });
        paged.push(...products.edges.map(({ node }) => node.sku));
        after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
      } while (after !== null);
      expect(paged).toEqual(whole);
    },
  );

  test("by SKU is in the order of SKUs, by update the newest is first", async () => {
    const a = await makeProduct(world.pool, { title: "ordered", sku: "ORDERED-A" });
    const b = await makeProduct(world.pool, { title: "ordered", sku: "ORDERED-B" });
    expect(await skusOf({ search: "ordered-" })).toEqual([a.sku, b.sku]);
    expect(await skusOf({ search: "ordered-", sort: "updated" })).toEqual([b.sku, a.sku]);
  });

  test("holds what has every word of a search, in any order, in its title or its SKU", async () => {
    const mug = await makeProduct(world.pool, { title: "Mug, stoneware, dusk blue", sku: "WORDS-MUG-35CL" });
    await makeProduct(world.pool, { title: "Mug, stoneware, white", sku: "WORDS-MUG-WHT" });
    await makeProduct(world.pool, { title: "Plate, dusk blue", sku: "WORDS-PLT-35CL" });
    expect(await skusOf({ search: "blue words mug" })).toEqual([mug.sku]);
    expect(await skusOf({ search: " dusk  35cl mug " })).toEqual([mug.sku]);
  });

  test("stays right when a product is added before it", async () => {
    await makeProduct(world.pool, { sku: "GROW-2" });
    await makeProduct(world.pool, { sku: "GROW-3" });
    const { products } = await world.ask<Page>(list, { search: "grow-", first: 1 });
    await makeProduct(world.pool, { sku: "GROW-1" });
    expect(await skusOf({ search: "grow-", first: 1, after: products.pageInfo.endCursor })).toEqual(["GROW-3"]);
  });

  test.each([
    [{ first: 0 }, "first must be 1–250, got 0"],
    [{ first: 251 }, "first must be 1–250, got 251"],
    [{ after: "nonsense" }, 'after must be a cursor of this list, got "nonsense"'],
    [{ search: "x".repeat(201) }, "search must be at most 200 characters, got 201"],
  ])("is refused for %j", async (variables, message) => {
    const { errors } = await world.graphql(list, variables);
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT" } });
  });

  test("takes no cursor of another list", async () => {
    await makeProduct(world.pool, { sku: "CURSOR-1" });
    const { products } = await world.ask<Page>(list, { search: "cursor-1" });
    const { errors } = await world.graphql(list, { sort: "updated", after: products.pageInfo.endCursor });
    expect(errors?.[0]?.message).toContain("after must be a cursor of this list");
  });
});

describe("searching", () => {
  test("finds a part of the SKU or title in any case, and a whole barcode however it is padded", async () => {
    const mug = await makeProduct(world.pool, { sku: "Mug-Blue-01", title: "A Blüe mug", barcodes: ["4006381333931"] });
    for (const search of ["mug-blue", "BLÜE M", "4006381333931", "04006381333931", "  mug-blue-01 "]) {
      expect(await skusOf({ search })).toEqual([mug.sku]);
    }
  });

  test("for a barcode with a wrong check digit finds nothing", async () => {
    await makeProduct(world.pool, { barcodes: ["8711253001202"] });
    expect(await skusOf({ search: "8711253001203" })).toEqual([]);
  });

  test("takes % and _ and ' for what they are", async () => {
    const odd = await makeProduct(world.pool, { title: "100%_sure it's" });
    expect(await skusOf({ search: "0%_sure it's" })).toEqual([odd.sku]);
    expect(await skusOf({ search: "1%sure" })).toEqual([]);
  });
});

describe("filters", () => {
  test("low: plain products with five units or fewer, also those without a level", async () => {
    const location = await makeLocation(world.pool);
    const none = await makeProduct(world.pool, { sku: "LOW-0" });
    const five = await makeProduct(world.pool, { sku: "LOW-5" });
    const six = await makeProduct(world.pool, { sku: "LOW-6" });
    await makeLevel(world.pool, five, location, 5);
    await makeLevel(world.pool, six, location, 6);
    expect(await skusOf({ filter: "low", search: "low-" })).toEqual([none.sku, five.sku]);
  });

  test("bundles and oversold", async () => {
    const location = await makeLocation(world.pool);
    const { product } = await importOrder(world, location, 3, 1);
    const bundle = await makeBundle(world.pool, [{ product, quantity: 1 }]);
    expect(await skusOf({ filter: "oversold", search: product.sku })).toEqual([product.sku]);
    expect(await skusOf({ filter: "bundles", search: bundle.sku })).toEqual([bundle.sku]);
    expect(await skusOf({ filter: "bundles", search: product.sku })).toEqual([]);
  });
});

test("a bundle has no stock of its own: its sets are counted, the limiting component is named", async () => {
  const location = await makeLocation(world.pool);
  const cup = await makeProduct(world.pool, { sku: "SET-CUP" });
  const saucer = await makeProduct(world.pool, { sku: "SET-SAUCER" });
  await makeLevel(world.pool, cup, location, 9);
  await makeLevel(world.pool, saucer, location, 100);
  const bundle = await makeBundle(world.pool, [
    { product: cup, quantity: 2 },
    { product: saucer, quantity: 1 },
  ]);
  const fields = `sku isBundle onHand unavailable reserved incoming available shortageUnits
    recipe { version policy limiting { sku } components { quantity product { sku available } } } bundles { sku }`;
  const product = async (sku: string) =>
    (await world.ask<{ product: object }>(`query ($sku: String!) { product(sku: $sku) { ${fields} } }`, { sku }))
      .product;
  expect(await product(bundle.sku)).toEqual({
    ...{ sku: bundle.sku, isBundle: true, onHand: null, unavailable: null, reserved: null, incoming: null },
    ...{ available: 4, shortageUnits: 0, bundles: [] },
    recipe: {
      version: 1,
      policy: "split",
      limiting: { sku: cup.sku },
      components: [
        { quantity: 2, product: { sku: cup.sku, available: 9 } },
        { quantity: 1, product: { sku: saucer.sku, available: 100 } },
      ],
    },
  });
  expect(await product(cup.sku)).toMatchObject({
    onHand: 9,
    isBundle: false,
    recipe: null,
    bundles: [{ sku: bundle.sku }],
  });
});

test("a product without any level has none of everything", async () => {
  const { sku } = await makeProduct(world.pool);
  expect(await world.ask(`{ product(sku: "${sku}") { onHand reserved available levels { onHand } } }`)).toEqual({
    product: { onHand: 0, reserved: 0, available: 0, levels: [] },
  });
  expect(await world.ask('{ product(sku: "no such SKU") { id } }')).toEqual({ product: null });
});

describe("reading the stock table", () => {
  beforeAll(() => makeTable(50));

  const trace = "trace { step before after detail { name value } }";
  test.each([
    ["as the panel shows it", "", 24],
    ["with the trace behind every number", trace, 36],
  ])("%s costs as many statements for 50 products as for 5", async (_what, extra, statementsMax) => {
    const table = `query ($first: Int) { products(first: $first, search: "TABLE-") { edges { node {
      id sku title isBundle barcodes onHand reserved available incoming shortageUnits
      recipe { policy limiting { sku } } levels { onHand available location { code name } }
      listings { published confirmed pendingSince status channel { code waiting } ${extra} }
    } } } }`;
    const few = await statementsOf(() => world.ask(table, { first: 5 }));
    const many = await statementsOf(() => world.ask(table, { first: 50 }));
    expect(many.length, many.join("\n")).toBeLessThanOrEqual(statementsMax);
    expect(many.length).toBe(few.length);
  });
});

/** Products with levels at two locations and listings on three channels; every fifth is a bundle of the one before. */
async function makeTable(size: number): Promise<void> {
  const locations = [await makeLocation(world.pool), await makeLocation(world.pool)];
  const channels = await Promise.all([1, 2, 3].map(() => makeChannel(world.pool, { locations })));
  const productIds: string[] = [];
  for (let n = 0; n < size; n++) {
    const sku = `TABLE-${String(n).padStart(3, "0")}`;
    const before = productIds.at(-1);
    const isBundle = n % 5 === 1 && before !== undefined;
    const product = isBundle
      ? await makeBundle(world.pool, [{ product: { id: before }, quantity: 1 }], { sku })
      : await makeProduct(world.pool, { sku });
    if (!isBundle) for (const location of locations) await makeLevel(world.pool, product, location, n);
    for (const channel of channels) await makeListing(world.pool, { channel, product });
    productIds.push(product.id);
  }
  await applyBatch(world.pool, [{ verb: "republish", productIds }], new Date());
}
