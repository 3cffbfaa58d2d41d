import {
  type ChannelEdit,
  editChannel,
  editLocation,
  type LocationEdit,
  liftRestriction,
  type Refused,
  removeChannel,
  republishAll,
  restrictProduct,
} from "@stockpool/stock";
import { jobs } from "@stockpool/stock/jobs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLevel, makeLocation } from "../../make/location.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";
import { readPublished } from "../../make/published.ts";
import { act, makeWorld, orderOf, publishedOf, receiveOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

/** Two locations of which the channel draws on the first, and a product with units at both, published. */
async function makeShop(units: { here: number; there: number }) {
  const [here, there] = [
    await makeLocation(world.pool, { priority: 1 }),
    await makeLocation(world.pool, { priority: 2 }),
  ];
  const channel = await makeChannel(world.pool, { locations: [here], platformLocationId: "place-1" });
  const product = await makeProduct(world.pool);
  await makeLevel(world.pool, product, here, units.here);
  await makeLevel(world.pool, product, there, units.there);
  const listing = await makeListing(world.pool, { channel, product });
  await act(world, { verb: "republish", productIds: [product.id] });
  return { here, there, channel, product, listing };
}

type Shop = Awaited<ReturnType<typeof makeShop>>;

/** Runs the republish jobs that wait, as the worker does. */
async function runJobs(): Promise<number> {
  const { rows } = await world.pool.query<{ id: string; payload: unknown }>(
    `select j.id, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p using (id)
     where j.task_identifier = 'republish'`,
  );
  for (const { id, payload } of rows) {
    const { channelId = null, productId = null, locationId = null, isRemapped = false } = jobs.republish.parse(payload);
    await republishAll(world.pool, { channelId, productId, locationId, isRemapped });
    await world.pool.query("select graphile_worker.complete_jobs(array[$1::bigint])", [id]);
  }
  return rows.length;
}

async function editPlace(location: { id: string }, edit: LocationEdit): Promise<number> {
  const edited = await editLocation(world.pool, location.id, edit, new Date());
  expect(edited).toEqual({ kind: "location_edited", locationId: location.id });
  return runJobs();
}

async function editShop(channel: { id: string }, edit: ChannelEdit): Promise<number> {
  expect(await editChannel(world.pool, channel.id, edit)).toEqual({ kind: "channel_edited", channelId: channel.id });
  return runJobs();
}

const sell = ({ channel, listing }: Shop, ordered: number, country = "NL") =>
  act(world, orderOf(channel, [{ platformId: listing.platformId, ordered }], { country }));

async function reservedAt(product: { id: string }, location: { id: string }): Promise<number> {
  const { rows } = await world.pool.query(
    "select reserved from stock_level where product_id = $1 and location_id = $2",
    [product.id, location.id],
  );
  return rows[0]?.reserved ?? 0;
}

function codeOf(answer: { kind: string } | Refused): string {
  return "refusal" in answer ? answer.refusal.code : answer.kind;
}

describe("a channel that is remapped to another location in the middle of the day", () => {
  it("sells from there; what was reserved stays where it is, and what was short is filled", async () => {
    const shop = await makeShop({ here: 5, there: 20 });
    await sell(shop, 7);
    expect([await publishedOf(world, shop.listing), await shortOf(world, shop.product)]).toEqual([0, 2]);
    expect(await editShop(shop.channel, { locationIds: [shop.there.id] })).toBe(1);
    expect([await publishedOf(world, shop.listing), await shortOf(world, shop.product)]).toEqual([18, 0]);
    await sell(shop, 3);
    expect([await reservedAt(shop.product, shop.here), await reservedAt(shop.product, shop.there)]).toEqual([5, 5]);
  });

  it("keeps the place that its quantities are written to, though the location that it stood with is left out", async () => {
    const shop = await makeShop({ here: 5, there: 20 });
    await editShop(shop.channel, { locationIds: [shop.there.id] });
    const { rows } = await world.pool.query(
      "select location_id, platform_location_id from channel_location where channel_id = $1",
      [shop.channel.id],
    );
    expect(rows).toEqual([{ location_id: shop.there.id, platform_location_id: "place-1" }]);
  });

  it("writes everything anew when that place changes: what is shown there is not known", async () => {
    const shop = await makeShop({ here: 5, there: 0 });
    await world.pool.query(
      "update published_quantity set expected = quantity, confirmed = quantity, pending_since = null where listing_id = $1",
      [shop.listing.id],
    );
    expect(await editShop(shop.channel, { platformLocationId: "place-1" })).toBe(0);
    const before = await readPublished(world.pool, shop.listing);
    expect(await editShop(shop.channel, { platformLocationId: "place-2" })).toBe(1);
    const after = await readPublished(world.pool, shop.listing);
    expect(after).toMatchObject({ quantity: 5, expected: null, isPending: true, version: before.version + 1 });
  });
});

describe("a channel that writes to several places of its platform", () => {
  it("has the place of each location changed one by one, and is written anew only when they changed", async () => {
    const shop = await makeShop({ here: 5, there: 20 });
    await editShop(shop.channel, { locationIds: [shop.here.id, shop.there.id] });
    const places = [
      { locationId: shop.here.id, platformLocationId: "place-1" },
      { locationId: shop.there.id, platformLocationId: "place-2" },
    ];
    expect(await editShop(shop.channel, { platformLocations: places })).toBe(1);
    expect(await editShop(shop.channel, { platformLocations: places, name: "Both" })).toBe(0);
    const one = await editChannel(world.pool, shop.channel.id, { platformLocationId: "place-3" });
    expect(codeOf(one)).toBe("platform_location_not_valid");
    const swapped = places.map((place, index) => ({ ...place, platformLocationId: `place-${2 - index}` }));
    expect(await editShop(shop.channel, { platformLocations: swapped })).toBe(1);
    const same = places.map((place) => ({ ...place, platformLocationId: "place-1" }));
    expect(codeOf(await editChannel(world.pool, shop.channel.id, { platformLocations: same }))).toBe(
      "platform_location_not_valid",
    );
  });
});

describe("a location", () => {
  it("that is put out of use sends and shows nothing, keeps its promises, and comes back as it was", async () => {
    const shop = await makeShop({ here: 5, there: 0 });
    await sell(shop, 2);
    await editPlace(shop.here, { isActive: false });
    expect([await publishedOf(world, shop.listing), await reservedAt(shop.product, shop.here)]).toEqual([0, 2]);
    await sell(shop, 1);
    expect(await shortOf(world, shop.product)).toBe(1);
    await editPlace(shop.here, { isActive: true });
    expect([await publishedOf(world, shop.listing), await shortOf(world, shop.product)]).toEqual([2, 0]);
  });

  it("keeps back its safety stock of what it shows, and of bundles above", async () => {
    const shop = await makeShop({ here: 9, there: 0 });
    const pack = await makeBundle(world.pool, [{ product: shop.product, quantity: 3 }]);
    const packListing = await makeListing(world.pool, { channel: shop.channel, product: pack });
    await editPlace(shop.here, { safetyStock: 4 });
    expect([await publishedOf(world, shop.listing), await publishedOf(world, packListing)]).toEqual([5, 1]);
  });

  it("that begins to ship to a country fills what orders there were short of", async () => {
    const shop = await makeShop({ here: 5, there: 0 });
    await editPlace(shop.here, { shipsTo: ["NL"] });
    await sell(shop, 2, "BE");
    expect(await shortOf(world, shop.product)).toBe(2);
    await editPlace(shop.here, { shipsTo: [] });
    expect([await shortOf(world, shop.product), await publishedOf(world, shop.listing)]).toEqual([0, 3]);
  });

  it("publishes nothing anew when only its name or turn changes, or nothing at all", async () => {
    const { here } = await makeShop({ here: 1, there: 0 });
    expect(await editPlace(here, { name: "Hall 2", priority: 7, country: "BE", safetyStock: 0 })).toBe(0);
    const { rows } = await world.pool.query("select name, priority, country from location where id = $1", [here.id]);
    expect(rows).toEqual([{ name: "Hall 2", priority: 7, country: "BE" }]);
  });

  it("is refused what it cannot be, by name", async () => {
    const { here } = await makeShop({ here: 1, there: 0 });
    const edit = async (fields: LocationEdit, id = here.id) =>
      codeOf(await editLocation(world.pool, id, fields, new Date()));
    expect(await edit({ name: " " })).toBe("title_not_valid");
    expect(await edit({ shipsTo: ["NL", "nl"] })).toBe("country_not_valid");
    expect(await edit({ priority: -1 })).toBe("quantity_out_of_range");
    expect(await edit({ safetyStock: 0.5 })).toBe("quantity_out_of_range");
    expect(await edit({ name: "A" }, crypto.randomUUID())).toBe("location_not_found");
  });
});

describe("a channel", () => {
  it("that sells to other countries shows what can be sent there", async () => {
    const shop = await makeShop({ here: 5, there: 0 });
    await editPlace(shop.here, { shipsTo: ["NL"] });
    await editShop(shop.channel, { countries: ["DE"] });
    expect(await publishedOf(world, shop.listing)).toBe(0);
    await editShop(shop.channel, { countries: [] });
    expect(await publishedOf(world, shop.listing)).toBe(5);
  });

  it("is renamed and routes otherwise without publishing anything anew", async () => {
    const { channel } = await makeShop({ here: 1, there: 0 });
    expect(await editShop(channel, { name: "Shop 2", strategy: "nearest" })).toBe(0);
    const { rows } = await world.pool.query("select name, strategy from channel where id = $1", [channel.id]);
    expect(rows).toEqual([{ name: "Shop 2", strategy: "nearest" }]);
  });

  it("is refused what it cannot be, by name", async () => {
    const { channel } = await makeShop({ here: 1, there: 0 });
    const edit = async (fields: ChannelEdit, id = channel.id) => codeOf(await editChannel(world.pool, id, fields));
    expect(await edit({ name: "" })).toBe("title_not_valid");
    expect(await edit({ countries: ["Nederland"] })).toBe("country_not_valid");
    expect(await edit({ locationIds: [] })).toBe("location_not_found");
    expect(await edit({ locationIds: [crypto.randomUUID()] })).toBe("location_not_found");
    expect(await edit({ name: "A" }, crypto.randomUUID())).toBe("channel_not_found");
  });
});

describe("a channel that is removed", () => {
  it("shows nothing more, and its open orders stay: what is short is filled, what is reserved may be moved and shipped", async () => {
    const shop = await makeShop({ here: 3, there: 0 });
    const sold = await sell(shop, 5);
    if (sold.kind !== "applied" || !sold.orderId) throw new Error("the order was not imported");
    expect(codeOf(await removeChannel(world.pool, shop.channel.id, new Date()))).toBe("channel_removed");
    await runJobs();
    expect(await publishedOf(world, shop.listing)).toBeNull();
    const { here: locationId } = { here: shop.here.id };
    await act(world, { ...receiveOf(world, shop.product, 4), locationId });
    expect([await shortOf(world, shop.product), await reservedAt(shop.product, shop.here)]).toEqual([0, 5]);
    const { rows } = await world.pool.query("select id from order_line where order_id = $1", [sold.orderId]);
    const lines = [{ orderLineId: rows[0].id, quantity: 5 }];
    const told = { key: "ship removed", actor: "test", reason: "test" };
    expect(codeOf(await act(world, { verb: "ship", ...told, orderId: sold.orderId, lines }))).toBe("applied");
    expect(await reservedAt(shop.product, shop.here)).toBe(0);
  });

  it("takes no orders and no edits any more, and may be removed twice", async () => {
    const shop = await makeShop({ here: 3, there: 0 });
    await removeChannel(world.pool, shop.channel.id, new Date());
    expect(codeOf(await removeChannel(world.pool, shop.channel.id, new Date()))).toBe("channel_removed");
    expect(codeOf(await sell(shop, 1))).toBe("channel_not_found");
    expect(codeOf(await editChannel(world.pool, shop.channel.id, { name: "A" }))).toBe("channel_not_found");
    expect(codeOf(await removeChannel(world.pool, crypto.randomUUID(), new Date()))).toBe("channel_not_found");
  });
});

describe("a shipping restriction", () => {
  const restrict = (product: { id: string }, locationId: string | null, country: string | null) =>
    restrictProduct(world.pool, { productId: product.id, locationId, country }, new Date());

  async function lift(product: { id: string }): Promise<string> {
    const { rows } = await world.pool.query("select id from shipping_restriction where product_id = $1", [product.id]);
    return codeOf(await liftRestriction(world.pool, rows[0]?.id ?? crypto.randomUUID(), new Date()));
  }

  it("takes the product from what is shown at once, also of bundles above, and gives it back", async () => {
    const shop = await makeShop({ here: 6, there: 0 });
    const pack = await makeBundle(world.pool, [{ product: shop.product, quantity: 2 }]);
    const packListing = await makeListing(world.pool, { channel: shop.channel, product: pack });
    expect(codeOf(await restrict(shop.product, shop.here.id, null))).toBe("restriction_changed");
    expect([await publishedOf(world, shop.listing), await publishedOf(world, packListing)]).toEqual([0, 0]);
    expect(await lift(shop.product)).toBe("restriction_changed");
    expect([await publishedOf(world, shop.listing), await publishedOf(world, packListing)]).toEqual([6, 3]);
  });

  it("sends no order to the country; once it is lifted, what was short is filled", async () => {
    const shop = await makeShop({ here: 6, there: 0 });
    await restrict(shop.product, null, "BE");
    await sell(shop, 2, "BE");
    await sell(shop, 1, "NL");
    expect([await shortOf(world, shop.product), await reservedAt(shop.product, shop.here)]).toEqual([2, 1]);
    await lift(shop.product);
    expect([await shortOf(world, shop.product), await reservedAt(shop.product, shop.here)]).toEqual([0, 3]);
  });

  it("is there once, however often it is asked for; and is refused by name where it makes no sense", async () => {
    const shop = await makeShop({ here: 1, there: 0 });
    await Promise.all([1, 2, 3].map(() => restrict(shop.product, null, "BE")));
    expect([await lift(shop.product), await lift(shop.product)]).toEqual([
      "restriction_changed",
      "restriction_not_found",
    ]);
    const pack = await makeBundle(world.pool, [{ product: shop.product, quantity: 2 }]);
    expect(codeOf(await restrict(pack, null, "BE"))).toBe("product_is_bundle");
    expect(codeOf(await restrict(shop.product, null, null))).toBe("restriction_not_valid");
    expect(codeOf(await restrict(shop.product, null, "be"))).toBe("country_not_valid");
    expect(codeOf(await restrict(shop.product, crypto.randomUUID(), null))).toBe("location_not_found");
    expect(codeOf(await restrict({ id: crypto.randomUUID() }, null, "BE"))).toBe("product_not_found");
  });
});
