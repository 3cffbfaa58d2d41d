import { randomUUID } from "node:crypto";
import { changeListings, type ListingWish, undoListingAct, wishesMax } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeListing } from "../../make/listing.ts";
import { makeBundle, makeProduct } from "../../make/product.ts";
import { act, levelOf, makeWorld, orderOf, publishedOf, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function change(wishes: ListingWish[], key: string = randomUUID()) {
  const changed = await changeListings(world.pool, { key, actor: "Anna", wishes }, new Date());
  if (changed.kind === "refused") throw new Error(changed.refusal.message);
  return changed;
}

async function undo(actId: string) {
  const undone = await undoListingAct(world.pool, { actId, actor: "Ben" }, new Date());
  if (undone.kind === "refused") throw new Error(undone.refusal.message);
  return undone;
}

async function mapping(listing: { id: string }) {
  const { rows } = await world.pool.query(
    `select status, product_id as product, suggested_id as suggested, pack_size as pack, confidence, candidates
     from listing where id = $1`,
    [listing.id],
  );
  return rows[0];
}

async function suggest(listing: { id: string }, product: { id: string }, packSize = 1, confidence = 90) {
  await world.pool.query(
    `update listing set status = 'suggested', suggested_id = $2, pack_size = $3, match_reason = 'sku', confidence = $4
     where id = $1`,
    [listing.id, product.id, packSize, confidence],
  );
}

async function makeStocked(units: number) {
  const product = await makeProduct(world.pool);
  await act(world, receiveOf(world, product, units));
  return product;
}

describe("an act on listings", () => {
  test("links what is suggested, publishes it, and lets the orders that waited reserve", async () => {
    const product = await makeStocked(9);
    const listing = await makeListing(world.pool, { channel: world.bol });
    await suggest(listing, product);
    await act(world, orderOf(world.bol, [{ platformId: listing.platformId, ordered: 2 }]));
    const { results } = await change([{ kind: "accept", listingId: listing.id }]);
    expect(results).toEqual([{ kind: "changed", listingId: listing.id }]);
    expect(await mapping(listing)).toMatchObject({
      status: "linked",
      product: product.id,
      suggested: null,
      pack: null,
    });
    expect(await levelOf(world, product)).toMatchObject({ reserved: 2 });
    expect(await publishedOf(world, listing)).toBe(7);
  });

  test("answers each row by itself: what is refused stops nothing else", async () => {
    const product = await makeStocked(3);
    const [good, bare] = [
      await makeListing(world.pool, { channel: world.bol }),
      await makeListing(world.pool, { channel: world.bol }),
    ];
    await suggest(good, product);
    const other = randomUUID();
    const { results } = await change([
      { kind: "accept", listingId: bare.id },
      { kind: "ignore", listingId: other },
      { kind: "accept", listingId: good.id },
    ]);
    expect(results).toMatchObject([
      { kind: "refused", refusal: { code: "nothing_suggested" } },
      { kind: "refused", refusal: { code: "listing_not_found" } },
      { kind: "changed" },
    ]);
  });

  test("refuses a suggestion that is no longer the one that was seen", async () => {
    const [seen, now] = [await makeProduct(world.pool), await makeProduct(world.pool)];
    const listing = await makeListing(world.pool, { channel: world.bol });
    await suggest(listing, now);
    const wish = { kind: "accept", listingId: listing.id, seen: { productId: seen.id, packSize: 1 } } as const;
    expect((await change([wish])).results).toMatchObject([{ kind: "refused", refusal: { code: "changed_since" } }]);
  });

  test("sent twice with one key is done once, and answered alike; another act with that key is refused", async () => {
    const product = await makeStocked(4);
    const listing = await makeListing(world.pool, { channel: world.bol });
    const key = randomUUID();
    const wish: ListingWish = { kind: "link", listingId: listing.id, productId: product.id };
    const both = await Promise.all([change([wish], key), change([wish], key)]);
    expect(both.map(({ actId }) => actId)).toEqual([both[0].actId, both[0].actId]);
    expect(await change([wish], key)).toMatchObject({ isRepeated: true, results: [{ kind: "changed" }] });
    const { rows } = await world.pool.query("select from listing_change where act_id = $1", [both[0].actId]);
    expect(rows).toHaveLength(1);
    const other = { key, actor: "Anna", wishes: [{ kind: "ignore" as const, listingId: listing.id }] };
    expect(await changeListings(world.pool, other, new Date())).toMatchObject({
      refusal: { code: "key_already_used" },
    });
  });

  test("names 1,000 listings at most, each once", async () => {
    const wishes = Array.from({ length: wishesMax + 1 }, () => ({ kind: "ignore" as const, listingId: randomUUID() }));
    const ask = (rows: ListingWish[]) =>
      changeListings(world.pool, { key: randomUUID(), actor: "A", wishes: rows }, new Date());
    expect(await ask(wishes)).toMatchObject({ refusal: { code: "quantity_out_of_range" } });
    expect(await ask([...wishes.slice(0, 1), ...wishes.slice(0, 1)])).toMatchObject({ kind: "refused" });
  });

  test("of a thousand rows is done in pieces and answered row by row", async () => {
    const product = await makeStocked(5);
    const { rows } = await world.pool.query<{ id: string }>(
      `insert into listing (id, channel_id, platform_id, title, status)
       select gen_random_uuid(), $1, 'many-' || n, 'Many', 'unlinked' from generate_series(1, 1000) n returning id`,
      [world.shopify.id],
    );
    const wishes = rows.map(({ id }): ListingWish => ({ kind: "link", listingId: id, productId: product.id }));
    const { actId, results } = await change(wishes);
    expect(results.filter(({ kind }) => kind === "changed")).toHaveLength(1000);
    expect((await undo(actId)).results.filter(({ kind }) => kind === "changed")).toHaveLength(1000);
    const left = await world.pool.query("select from listing where platform_id like 'many-%' and status <> 'unlinked'");
    expect(left.rows).toHaveLength(0);
  });
});

describe("a pack", () => {
  test("is a bundle of so many units: made once, and published in whole packs", async () => {
    const product = await makeStocked(16);
    const [six, again] = [
      await makeListing(world.pool, { channel: world.shopify }),
      await makeListing(world.pool, { channel: world.bol }),
    ];
    await suggest(six, product, 6);
    await change([{ kind: "accept", listingId: six.id }]);
    await change([{ kind: "link", listingId: again.id, productId: product.id, packSize: 6 }]);
    expect(await publishedOf(world, six)).toBe(2);
    expect(await mapping(again)).toMatchObject({ product: (await mapping(six)).product });
    await act(world, orderOf(world.shopify, [{ platformId: six.platformId, ordered: 1 }]));
    expect(await levelOf(world, product)).toMatchObject({ reserved: 6 });
    expect(await publishedOf(world, again)).toBe(1);
  });

  test("takes the bundle that is there already", async () => {
    const product = await makeProduct(world.pool);
    const bundle = await makeBundle(world.pool, [{ product, quantity: 4 }]);
    const listing = await makeListing(world.pool, { channel: world.bol });
    await change([{ kind: "link", listingId: listing.id, productId: product.id, packSize: 4 }]);
    expect(await mapping(listing)).toMatchObject({ status: "linked", product: bundle.id });
  });

  test("whose SKU belongs to something else is refused by name", async () => {
    const product = await makeProduct(world.pool);
    await makeProduct(world.pool, { sku: `${product.sku}-X6` });
    const listing = await makeListing(world.pool, { channel: world.bol });
    const { results } = await change([{ kind: "link", listingId: listing.id, productId: product.id, packSize: 6 }]);
    expect(results).toMatchObject([{ refusal: { code: "sku_taken" } }]);
  });
});

describe("undoing an act", () => {
  test("puts back what each listing was, and publishes accordingly", async () => {
    const [product, other] = [await makeStocked(5), await makeStocked(8)];
    const [linked, suggested, ignored] = [
      await makeListing(world.pool, { channel: world.bol, product: other }),
      await makeListing(world.pool, { channel: world.bol }),
      await makeListing(world.pool, { channel: world.bol, status: "ignored" }),
    ];
    await suggest(suggested, product, 1, 77);
    const before = [await mapping(linked), await mapping(suggested), await mapping(ignored)];
    const { actId } = await change([
      { kind: "unlink", listingId: linked.id },
      { kind: "accept", listingId: suggested.id },
      { kind: "link", listingId: ignored.id, productId: product.id },
    ]);
    expect(await publishedOf(world, linked)).toBeNull();
    expect(await publishedOf(world, suggested)).toBe(5);
    await undo(actId);
    expect([await mapping(linked), await mapping(suggested), await mapping(ignored)]).toEqual(before);
    expect(await publishedOf(world, linked)).toBe(8);
    expect(await publishedOf(world, suggested)).toBeNull();
  });

  test("leaves alone what was changed since, and is done once", async () => {
    const product = await makeStocked(5);
    const [first, second] = [
      await makeListing(world.pool, { channel: world.bol }),
      await makeListing(world.pool, { channel: world.bol }),
    ];
    const link = (listing: { id: string }) => ({ kind: "link", listingId: listing.id, productId: product.id }) as const;
    const { actId } = await change([link(first), link(second)]);
    await change([{ kind: "ignore", listingId: first.id }]);
    const { results } = await undo(actId);
    expect(results.find(({ listingId }) => listingId === first.id)).toMatchObject({
      refusal: { code: "changed_since" },
    });
    expect(await mapping(first)).toMatchObject({ status: "ignored" });
    expect(await mapping(second)).toMatchObject({ status: "unlinked" });
    const again = await undoListingAct(world.pool, { actId, actor: "Ben" }, new Date());
    expect(again).toMatchObject({ refusal: { code: "already_undone" } });
    const { rows } = await world.pool.query("select actor, undone_by from listing_act where id = $1", [actId]);
    expect(rows).toEqual([{ actor: "Anna", undone_by: "Ben" }]);
  });
});

test("a person's unlink is not overruled: the match is suggested, and not made", async () => {
  const { importListings } = await import("@stockpool/stock");
  const barcode = "8712345678906";
  const product = await makeProduct(world.pool, { barcodes: [barcode] });
  const found = { platformId: randomUUID(), platformStockId: null, sku: null, barcode, title: "Thing" };
  await importListings(world.pool, world.bol.id, [found], new Date());
  const { rows } = await world.pool.query<{ id: string }>("select id from listing where platform_id = $1", [
    found.platformId,
  ]);
  const listing = rows[0] ?? { id: "" };
  expect(await mapping(listing)).toMatchObject({ status: "linked" });
  await change([{ kind: "unlink", listingId: listing.id }]);
  await importListings(world.pool, world.bol.id, [found], new Date());
  expect(await mapping(listing)).toMatchObject({ status: "suggested", suggested: product.id, confidence: 100 });
});

test("listings are counted by status as they change, without counting", async () => {
  const { rows } = await world.pool.query(
    `select count(*)::int as wrong from (
       (select channel_id, status, count from listing_count where count > 0
        except select channel_id, status, count(*)::int from listing group by 1, 2)
       union all
       (select channel_id, status, count(*)::int from listing group by 1, 2
        except select channel_id, status, count from listing_count)) as difference`,
  );
  expect(rows).toEqual([{ wrong: 0 }]);
});
