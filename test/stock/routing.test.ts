import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChannelParts, makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { type LocationParts, makeLevel, makeLocation } from "../make/location.ts";
import { makeBundle, makeProduct } from "../make/product.ts";
import { act, makeWorld, orderOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

/** A channel with a strategy over locations, which are tried in the order in which they are named. */
async function shopOf(strategy: ChannelParts["strategy"], places: Record<string, LocationParts>) {
  const made = new Map<string, { id: string }>();
  for (const [index, [name, parts]] of Object.entries(places).entries()) {
    made.set(name, await makeLocation(world.pool, { priority: index + 1, ...parts }));
  }
  const locations = [...made.values()];
  const channel = await makeChannel(world.pool, { strategy: strategy ?? "priority", locations });
  const names = new Map([...made].map(([name, { id }]) => [id, name]));
  return { channel, made, names };
}

type Shop = Awaited<ReturnType<typeof shopOf>>;

/** A product with units at some of the shop's locations, and its listing. */
async function goodsIn({ channel, made }: Shop, units: Record<string, number>) {
  const product = await makeProduct(world.pool);
  for (const [name, onHand] of Object.entries(units)) {
    await makeLevel(world.pool, product, made.get(name) ?? { id: name }, onHand);
  }
  const { platformId } = await makeListing(world.pool, { channel, product });
  return { ...product, platformId };
}

async function sell({ channel }: Shop, lines: [goods: { platformId: string }, ordered: number][], id = "order") {
  const order = orderOf(
    channel,
    lines.map(([{ platformId }, ordered]) => ({ platformId, ordered })),
    { id },
  );
  const outcome = await act(world, order);
  expect(outcome.kind).toBe("applied");
}

/** Units reserved per product and place, and the reason. */
async function routesOf({ channel, names }: Shop) {
  const { rows } = await world.pool.query(
    `select p.sku, r.location_id, r.quantity, r.routing_reason from reservation r join product p on p.id = r.product_id
     join order_line l on l.id = r.order_line_id join "order" o on o.id = l.order_id
     where o.channel_id = $1 and r.ended_at is null order by r.made_at, r.id`,
    [channel.id],
  );
  return rows.map((row) => ({
    sku: row.sku,
    from: names.get(row.location_id),
    units: row.quantity,
    why: row.routing_reason,
  }));
}

async function placesOf(shop: Shop) {
  return (await routesOf(shop)).map(({ from, units, why }) => [from, units, why]);
}

describe("priority", () => {
  it("takes the first location that has all, and splits in that order when none has", async () => {
    const shop = await shopOf("priority", { a: {}, b: {}, c: {} });
    await sell(shop, [[await goodsIn(shop, { a: 1, b: 5, c: 9 }), 3]], "one");
    await sell(shop, [[await goodsIn(shop, { a: 1, b: 2, c: 1 }), 4]], "two");
    expect(await placesOf(shop)).toEqual([
      ["b", 3, "priority:whole:2"],
      ["a", 1, "priority:split:1"],
      ["b", 2, "priority:split:2"],
      ["c", 1, "priority:split:3"],
    ]);
  });
});

describe("nearest", () => {
  it("takes what lies in the order's country first, even if another place could send all", async () => {
    const shop = await shopOf("nearest", { de: { country: "DE" }, nl: { country: "NL" }, be: { country: "BE" } });
    await sell(shop, [[await goodsIn(shop, { de: 9, nl: 2, be: 9 }), 3]]);
    expect(await placesOf(shop)).toEqual([
      ["nl", 2, "nearest:split:near"],
      ["de", 1, "nearest:split:far"],
    ]);
  });

  it("sends to a country that it ships to only", async () => {
    const shop = await shopOf("nearest", { de: { country: "DE", shipsTo: ["DE"] }, be: { country: "BE" } });
    await sell(shop, [[await goodsIn(shop, { de: 9, be: 9 }), 3]]);
    expect(await placesOf(shop)).toEqual([["be", 3, "nearest:whole:far"]]);
  });
});

describe("most stock", () => {
  it("takes the fullest location, so that none runs dry before the others", async () => {
    const shop = await shopOf("most_stock", { a: {}, b: {} });
    const goods = await goodsIn(shop, { a: 4, b: 5 });
    await sell(shop, [[goods, 2]], "one");
    await sell(shop, [[goods, 2]], "two");
    expect(await placesOf(shop)).toEqual([
      ["b", 2, "most_stock:whole:5"],
      ["a", 2, "most_stock:whole:4"],
    ]);
  });
});

describe("fewest parcels", () => {
  it("looks at all lines together: one place that has both beats a better place for each", async () => {
    const shop = await shopOf("fewest_parcels", { a: {}, b: {}, c: {} });
    const [mug, tea] = [await goodsIn(shop, { a: 9, c: 1 }), await goodsIn(shop, { b: 9, c: 1 })];
    await sell(shop, [
      [mug, 1],
      [tea, 1],
    ]);
    expect(await placesOf(shop)).toEqual([
      ["c", 1, "fewest_parcels:whole:1"],
      ["c", 1, "fewest_parcels:whole:1"],
    ]);
  });

  it("adds up two lines of the same product before it looks", async () => {
    const shop = await shopOf("fewest_parcels", { a: {}, b: {} });
    const mug = await goodsIn(shop, { a: 3, b: 4 });
    await sell(shop, [
      [mug, 2],
      [mug, 2],
    ]);
    expect(await placesOf(shop)).toEqual([
      ["b", 2, "fewest_parcels:whole:1"],
      ["b", 2, "fewest_parcels:whole:1"],
    ]);
  });

  it("takes what many locations have, each no more than it has", async () => {
    const shop = await shopOf("fewest_parcels", Object.fromEntries([..."abcdefghijklmnop"].map((name) => [name, {}])));
    const units = Object.fromEntries([...shop.made.keys()].map((name) => [name, 1]));
    await sell(shop, [[await goodsIn(shop, { ...units, k: 4, m: 5 }), 10]]);
    expect(await placesOf(shop)).toEqual([
      ["m", 5, "fewest_parcels:split:3"],
      ["k", 4, "fewest_parcels:split:3"],
      ["a", 1, "fewest_parcels:split:3"],
    ]);
  });

  it("puts a line that is added later into the parcel that leaves anyway", async () => {
    const shop = await shopOf("fewest_parcels", { a: {}, b: {} });
    const [mug, tea] = [await goodsIn(shop, { b: 1 }), await goodsIn(shop, { a: 5, b: 5 })];
    await sell(shop, [[mug, 1]]);
    const later = { id: "order", updatedAt: new Date(Date.now() + 60_000) };
    const lines = [mug, tea].map(({ platformId }) => ({ platformId, ordered: 1 }));
    await act(world, orderOf(shop.channel, lines, later));
    expect(await placesOf(shop)).toEqual([
      ["b", 1, "fewest_parcels:whole:1"],
      ["b", 1, "fewest_parcels:whole:1"],
    ]);
  });
});

describe("sums", () => {
  it("of two lines of one product, and of a bundle beside its own component, are right", async () => {
    for (const strategy of ["priority", "fewest_parcels", "nearest", "most_stock"] as const) {
      const shop = await shopOf(strategy, { a: {}, b: {} });
      const [mug, tea] = [await goodsIn(shop, { a: 2, b: 3 }), await goodsIn(shop, { a: 4, b: 4 })];
      const gift = await makeBundle(world.pool, [
        { product: mug, quantity: 1 },
        { product: tea, quantity: 2 },
      ]);
      const { platformId } = await makeListing(world.pool, { channel: shop.channel, product: gift });
      await sell(shop, [
        [mug, 1],
        [{ platformId }, 2],
        [mug, 1],
        [mug, 3],
      ]);
      const routes = await routesOf(shop);
      const units = (sku: string) => routes.filter((one) => one.sku === sku).reduce((sum, one) => sum + one.units, 0);
      expect([strategy, units(mug.sku), units(tea.sku)]).toEqual([strategy, 5, 4]);
      const { rows } = await world.pool.query(
        "select sum(quantity)::int as units from shortage where product_id = $1 and ended_at is null",
        [mug.id],
      );
      expect(rows[0].units).toBe(2);
    }
  });
});

describe("a bundle in one parcel", () => {
  it("leaves complete from one place, though another stands before it for each component", async () => {
    const shop = await shopOf("priority", { a: {}, b: {}, c: {} });
    const [mug, tea] = [await goodsIn(shop, { a: 9, c: 5 }), await goodsIn(shop, { b: 9, c: 4 })];
    const components = [
      { product: mug, quantity: 1 },
      { product: tea, quantity: 2 },
    ];
    const gift = await makeBundle(world.pool, components, { policy: "one_parcel" });
    const { platformId } = await makeListing(world.pool, { channel: shop.channel, product: gift });
    await sell(shop, [[{ platformId }, 3]]);
    const routes = await routesOf(shop);
    const from = (sku: string) => routes.filter((one) => one.sku === sku).map(({ from, units }) => [from, units]);
    expect(from(mug.sku)).toEqual([
      ["c", 2],
      ["a", 1],
    ]);
    expect(from(tea.sku)).toEqual([
      ["c", 4],
      ["b", 2],
    ]);
  });
});
