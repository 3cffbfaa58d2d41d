import { addProducts, type RecipeWish, type Refused, setRecipe } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";
import {
  act,
  adjustOf,
  levelOf,
  makeGoods,
  makeWorld,
  orderOf,
  publishedOf,
  receiveOf,
  shortOf,
  type World,
} from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(12);
});
afterAll(() => world.drop());

type Part = { product: { id: string }; quantity: number };

async function set(product: { id: string }, components: Part[] | null, rest: Partial<RecipeWish> = {}) {
  const parts = components?.map((part) => ({ productId: part.product.id, quantity: part.quantity })) ?? null;
  const wish = { productId: product.id, components: parts, policy: "split" as const, ...rest };
  return setRecipe(world.pool, wish, new Date());
}

function codeOf(answer: { kind: string } | Refused): string {
  return "refusal" in answer ? answer.refusal.code : answer.kind;
}

const one = (product: { id: string }, quantity = 1) => ({ product, quantity });

async function versionsOf(product: { id: string }): Promise<number> {
  const { rows } = await world.pool.query("select count(*)::int as count from recipe where product_id = $1", [
    product.id,
  ]);
  return rows[0].count;
}

/** A bundle of one mug with its listing on bol. */
async function makeGift(mugs: number) {
  const mug = await makeGoods(world, mugs);
  const gift = await makeBundle(world.pool, [one(mug)]);
  const listing = await makeListing(world.pool, { channel: world.bol, product: gift });
  await act(world, { verb: "republish", productIds: [gift.id] });
  return { mug, gift, listing };
}

describe("a new recipe", () => {
  it("is a new version, and publishes everything above it anew at once", async () => {
    const { mug, gift, listing } = await makeGift(12);
    const hamper = await makeBundle(world.pool, [one(gift, 2)]);
    const hamperListing = await makeListing(world.pool, { channel: world.shopify, product: hamper });
    await act(world, { verb: "republish", productIds: [hamper.id] });
    expect([await publishedOf(world, listing), await publishedOf(world, hamperListing)]).toEqual([12, 6]);
    expect(codeOf(await set(gift, [one(mug, 3)]))).toBe("recipe_set");
    expect([await publishedOf(world, listing), await publishedOf(world, hamperListing)]).toEqual([4, 2]);
    expect(await versionsOf(gift)).toBe(2);
  });

  it("that is the old one makes no version", async () => {
    const { mug, gift } = await makeGift(1);
    expect(codeOf(await set(gift, [one(mug)]))).toBe("recipe_set");
    expect(await versionsOf(gift)).toBe(1);
  });

  it("adds up rows of one product", async () => {
    const { mug, gift, listing } = await makeGift(10);
    await set(gift, [one(mug, 2), one(mug, 3)]);
    expect(await publishedOf(world, listing)).toBe(2);
  });

  it("is refused when somebody else has made a version since it was looked at", async () => {
    const { mug, gift } = await makeGift(1);
    expect(codeOf(await set(gift, [one(mug, 2)], { expectedVersion: 1 }))).toBe("recipe_set");
    expect(codeOf(await set(gift, [one(mug, 4)], { expectedVersion: 1 }))).toBe("expected_differs");
  });
});

it("a 6-pack of 16 is 2, and 4 units stay for single sale", async () => {
  const can = await makeGoods(world, 16);
  const [pack] = await addProducts(world.pool, [
    { sku: "SIX", title: "Six-pack", components: [{ productId: can.id, quantity: 6 }] },
  ]);
  if (pack?.kind !== "added") throw new Error("the pack was not added");
  const listing = await makeListing(world.pool, { channel: world.bol, product: { id: pack.productId } });
  await act(world, { verb: "republish", productIds: [pack.productId] });
  expect(await publishedOf(world, listing)).toBe(2);
  await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 2 }]));
  expect([await publishedOf(world, listing), await publishedOf(world, can.onShopify)]).toEqual([0, 4]);
});

describe("a bundle that is edited with open orders", () => {
  it("keeps for each order the parts it was sold with: cancelling and shipping move those, new sales take the new ones", async () => {
    const { mug, gift, listing } = await makeGift(10);
    const tea = await makeGoods(world, 10);
    const old = orderOf(world.bol, [{ platformId: listing.platformId, ordered: 3 }], { id: "old" });
    await act(world, old);
    await set(gift, [one(tea, 2)]);
    await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 1 }], { id: "new" }));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 3 });
    expect(await levelOf(world, tea)).toMatchObject({ reserved: 2 });
    const later = new Date(old.order.updatedAt.getTime() + 1_000);
    const lines = [{ platformId: listing.platformId, ordered: 4, cancelled: 2 }];
    await act(world, orderOf(world.bol, lines, { id: "old", placedAt: old.order.placedAt, updatedAt: later }));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
    expect(await levelOf(world, tea)).toMatchObject({ reserved: 2 });
    const shipped = [{ platformId: listing.platformId, ordered: 4, cancelled: 2, shipped: 2 }];
    const last = new Date(later.getTime() + 1_000);
    await act(world, orderOf(world.bol, shipped, { id: "old", placedAt: old.order.placedAt, updatedAt: last }));
    expect(await levelOf(world, mug)).toEqual({ onHand: 8, reserved: 0, available: 8 });
    const { rows } = await world.pool.query(
      `select o.platform_order_id as name, r.version from order_line l join "order" o on o.id = l.order_id
       join recipe r on r.id = l.recipe_id where r.product_id = $1 order by r.version`,
      [gift.id],
    );
    expect(rows).toEqual([
      { name: "old", version: 1 },
      { name: "new", version: 2 },
    ]);
  });

  it("fills the shortage of the old parts when those come in", async () => {
    const { mug, gift, listing } = await makeGift(1);
    const tea = await makeGoods(world, 5);
    await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 3 }]));
    await set(gift, [one(tea)]);
    expect(await shortOf(world, mug)).toBe(2);
    await act(world, receiveOf(world, mug, 5));
    expect([await shortOf(world, mug), (await levelOf(world, mug))?.available]).toEqual([0, 3]);
  });
});

describe("a bundle that ends", () => {
  it("is a plain product without stock: it shows 0, may receive units, and open orders keep their parts", async () => {
    const { mug, gift, listing } = await makeGift(10);
    await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 2 }]));
    expect(codeOf(await set(gift, null))).toBe("recipe_set");
    expect(await publishedOf(world, listing)).toBe(0);
    await act(world, receiveOf(world, gift, 4));
    expect(await publishedOf(world, listing)).toBe(4);
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 2 });
  });
});

describe("a plain product becomes a bundle", () => {
  it("only when it has no units, and nobody was promised any", async () => {
    const [mug, tea] = [await makeGoods(world, 5), await makeGoods(world, 5)];
    expect(codeOf(await set(mug, [one(tea)]))).toBe("product_has_stock");
    await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }]));
    await act(world, adjustOf(world, mug, { kind: "to", onHand: 0 }));
    expect(codeOf(await set(mug, [one(tea)]))).toBe("product_has_promises");
    const empty = await makeGoods(world, 3);
    await act(world, adjustOf(world, empty, { kind: "to", onHand: 0 }));
    expect(codeOf(await set(empty, [one(tea)]))).toBe("recipe_set");
    expect(await publishedOf(world, empty.onBol)).toBe(5);
  });

  it("and an order of it that is opened again takes the parts of now", async () => {
    const [can, tea] = [await makeGoods(world, 1), await makeGoods(world, 9)];
    const order = orderOf(world.bol, [{ platformId: can.onBol.platformId, ordered: 1, shipped: 1 }], { id: "again" });
    await act(world, order);
    expect(codeOf(await set(can, [one(tea, 2)]))).toBe("recipe_set");
    const updatedAt = new Date(order.order.updatedAt.getTime() + 1_000);
    const lines = [{ platformId: can.onBol.platformId, ordered: 3, shipped: 1 }];
    await act(world, orderOf(world.bol, lines, { id: "again", placedAt: order.order.placedAt, updatedAt }));
    expect(await levelOf(world, tea)).toMatchObject({ reserved: 4 });
  });

  it("and a delivery of it at once: either it has the units, or it is a bundle, never both", async () => {
    for (let round = 0; round < 20; round++) {
      const [mug, tea] = [await makeGoods(world, 0), await makeProduct(world.pool)];
      const [made] = await Promise.all([set(mug, [one(tea)]), act(world, receiveOf(world, mug, 1))]);
      const onHand = (await levelOf(world, mug))?.onHand ?? 0;
      expect([codeOf(made), onHand]).toEqual(onHand === 1 ? ["product_has_stock", 1] : ["recipe_set", 0]);
    }
  });
});

describe("a recipe is refused", () => {
  it("when the bundle would hold itself, directly or far below", async () => {
    const { gift } = await makeGift(0);
    const hamper = await makeBundle(world.pool, [one(gift)]);
    expect(codeOf(await set(gift, [one(gift)]))).toBe("recipe_cycle");
    expect(codeOf(await set(gift, [one(hamper)]))).toBe("recipe_cycle");
  });

  it("when two edits at once would close a ring: one of them is made", async () => {
    for (let round = 0; round < 25; round++) {
      const [a, b, can] = [await makeProduct(world.pool), await makeProduct(world.pool), await makeProduct(world.pool)];
      await set(a, [one(can)]);
      await set(b, [one(can)]);
      const answers = await Promise.all([set(a, [one(b)]), set(b, [one(a)])]);
      expect(answers.map(codeOf).sort()).toEqual(["recipe_cycle", "recipe_set"]);
    }
  });

  it("when bundles would nest more than 8 deep, counted from the topmost bundle that holds it", async () => {
    const can = await makeProduct(world.pool);
    let top: { id: string } = can;
    const bundles: { id: string }[] = [];
    for (let depth = 1; depth <= 8; depth++) {
      top = await makeBundle(world.pool, [one(top)]);
      bundles.push(top);
    }
    const ninth = await addProducts(world.pool, [
      { sku: "NINTH", title: "Ninth", components: [{ productId: top.id, quantity: 1 }] },
    ]);
    expect(ninth.map(codeOf)).toEqual(["recipe_too_deep"]);
    const inner = await makeBundle(world.pool, [one(can)]);
    expect(codeOf(await set(bundles[0] ?? can, [one(inner)]))).toBe("recipe_too_deep");
  });

  it("without components, with more than 100, or opening into more than 100 products", async () => {
    const cans = await Promise.all(Array.from({ length: 101 }, () => makeProduct(world.pool)));
    const pack = await makeProduct(world.pool);
    expect(codeOf(await set(pack, []))).toBe("recipe_too_large");
    expect(
      codeOf(
        await set(
          pack,
          cans.map((can) => one(can)),
        ),
      ),
    ).toBe("recipe_too_large");
    const [left, right] = [await makeProduct(world.pool), await makeProduct(world.pool)];
    await set(
      left,
      cans.slice(0, 60).map((can) => one(can)),
    );
    await set(
      right,
      cans.slice(50).map((can) => one(can)),
    );
    expect(codeOf(await set(pack, [one(left), one(right)]))).toBe("recipe_too_large");
    expect(codeOf(await set(pack, [one(left, 0)]))).toBe("quantity_out_of_range");
    expect(codeOf(await set({ id: crypto.randomUUID() }, [one(left)]))).toBe("product_not_found");
  });
});
