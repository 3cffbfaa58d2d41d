import { randomUUID } from "node:crypto";
import { addProducts, type FoundListing, importListings } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, levelOf, makeWorld, orderOf, receiveOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const nothing = { linked: 0, suggested: 0, conflicts: 0, unlinked: 0 };

let lastNumber = 0;

/** A product with a UPC of 12 digits of its own and 7 units. */
async function makeMug() {
  lastNumber += 1;
  const upc = upcOf(lastNumber);
  const sku = `MUG-${lastNumber}`;
  const [added] = await addProducts(world.pool, [{ sku, title: "Mug", barcodes: [upc] }]);
  if (added?.kind !== "added") throw new Error(`not added: ${JSON.stringify(added)}`);
  await act(world, receiveOf(world, { id: added.productId }, 7));
  return { id: added.productId, sku, upc };
}

function upcOf(number: number): string {
  const digits = `61414${String(number).padStart(6, "0")}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

function found(barcode: string | null, platformId: string = randomUUID()): FoundListing {
  return { platformId, platformStockId: `stock of ${platformId}`, sku: "THEIRS", barcode, title: "Their mug" };
}

function take(listings: FoundListing[]) {
  return importListings(world.pool, world.shopify.id, listings, new Date());
}

async function stored({ platformId }: FoundListing) {
  const { rows } = await world.pool.query(
    `select l.product_id as product, l.status, p.quantity as published, p.version
     from listing l left join published_quantity p on p.listing_id = l.id where l.platform_id = $1`,
    [platformId],
  );
  return rows;
}

describe("a listing", () => {
  it.each([
    ["12", (upc: string) => upc],
    ["13", (upc: string) => `0${upc}`],
    ["14", (upc: string) => `00${upc}`],
  ])("whose barcode has %s digits is linked with the product that bears it, and published", async (_digits, spell) => {
    const mug = await makeMug();
    const listing = found(spell(mug.upc));
    expect(await take([listing])).toEqual({ ...nothing, linked: 1 });
    expect(await stored(listing)).toEqual([{ product: mug.id, status: "linked", published: 7, version: 1 }]);
    const jobs = await world.pool.query("select from graphile_worker.jobs where key = $1", [
      `push:${world.shopify.id}`,
    ]);
    expect(jobs.rows).toHaveLength(1);
  });

  it.each([
    ["no barcode", null],
    ["a barcode that nobody bears", "4006381333931"],
    ["a barcode with a wrong check digit", "4006381333932"],
    ["a barcode that is none", "n/a"],
  ])("with %s waits unlinked and publishes nothing", async (_title, barcode) => {
    const listing = found(barcode);
    expect(await take([listing])).toEqual({ ...nothing, unlinked: 1 });
    expect(await stored(listing)).toEqual([{ product: null, status: "unlinked", published: null, version: null }]);
  });

  it("imported again changes nothing but what the platform says of it", async () => {
    const mug = await makeMug();
    const listing = found(mug.upc);
    await take([listing]);
    const before = await stored(listing);
    expect(await take([{ ...listing, title: "New title" }])).toEqual(nothing);
    expect(await stored(listing)).toEqual(before);
    const { rows } = await world.pool.query("select title from listing where platform_id = $1", [listing.platformId]);
    expect(rows).toEqual([{ title: "New title" }]);
  });

  it("that waited unlinked is linked by a later import, when its product is there", async () => {
    const listing = found(upcOf(lastNumber + 1));
    await take([listing]);
    const mug = await makeMug();
    expect(await take([listing])).toEqual({ ...nothing, linked: 1 });
    expect(await stored(listing)).toMatchObject([{ product: mug.id, status: "linked", published: 7 }]);
  });

  it("keeps its link when its barcode changes, and stays unlinked when a person wanted that", async () => {
    const [mug, other] = [await makeMug(), await makeMug()];
    const [listing, ignored] = [found(mug.upc), found(null)];
    await take([listing, ignored]);
    await world.pool.query("update listing set status = 'ignored' where platform_id = $1", [ignored.platformId]);
    await take([
      { ...listing, barcode: other.upc },
      { ...ignored, barcode: other.upc },
    ]);
    expect(await stored(listing)).toMatchObject([{ product: mug.id, status: "linked" }]);
    expect(await stored(ignored)).toMatchObject([{ product: null, status: "ignored" }]);
  });

  it("is stored once, also when a page names it twice or two imports run at once", async () => {
    const mug = await makeMug();
    const listing = found(mug.upc);
    await Promise.all(Array.from({ length: 6 }, () => take([listing, listing])));
    expect(await stored(listing)).toMatchObject([{ product: mug.id, status: "linked", published: 7 }]);
  });

  it("that was sold before it was known reserves as soon as it is linked", async () => {
    const mug = await makeMug();
    const listing = found(mug.upc);
    await act(world, orderOf(world.shopify, [{ platformId: listing.platformId, ordered: 2 }]));
    expect(await levelOf(world, mug)).toMatchObject({ reserved: 0 });
    await take([listing]);
    expect(await levelOf(world, mug)).toEqual({ onHand: 7, reserved: 2, available: 5 });
    expect(await stored(listing)).toMatchObject([{ published: 5 }]);
  });

  it("of the same product on another channel is another listing", async () => {
    const mug = await makeMug();
    const listing = found(mug.upc);
    await take([listing]);
    await importListings(world.pool, world.bol.id, [listing], new Date());
    expect(await stored(listing)).toHaveLength(2);
  });
});
