import { beginImport, type FoundListing, finishReading, importListings, matchNext, storePage } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ean } from "../../channels/make/ean.ts";
import { makeChannel } from "../../make/channel.ts";
import { makeProduct } from "../../make/product.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const ids = ["\u0000", "nul \u0000 inside", "half \ud800", "another half \ud801", "", "x".repeat(501)];

/** So many characters of three bytes, which no index can make shorter. */
function noise(length: number): string {
  return Array.from({ length }, (_, place) => String.fromCharCode(0x4e00 + ((place * 7_919) % 20_000))).join("");
}

function listing(platformId: string, parts: Partial<FoundListing> = {}): FoundListing {
  return { platformId, platformStockId: null, sku: null, barcode: null, title: "Mug", ...parts };
}

async function stored(channel: { id: string }) {
  const { rows } = await world.pool.query(
    `select platform_id, platform_stock_id, sku, barcode, title, status from listing where channel_id = $1 order by platform_id collate "C"`,
    [channel.id],
  );
  return rows;
}

test("listings whose ids no database can hold are named and left out, and hold up no other", async () => {
  const channel = await makeChannel(world.pool, { locations: [world.warehouse] });
  await makeProduct(world.pool, { barcodes: [ean(91_001)] });
  const good = listing("good", { barcode: ean(91_001) });
  const run = await beginImport(world.pool, channel.id, new Date());
  expect(await storePage(world.pool, run, [...ids.map((id) => listing(id)), good], null)).toEqual(ids);
  await finishReading(world.pool, run, new Date());
  while (await matchNext(world.pool, run, new Date()));
  expect(await stored(channel)).toMatchObject([{ platform_id: "good", status: "linked" }]);
  const tally = await importListings(world.pool, channel.id, [listing("nul \u0000 inside"), good], new Date());
  expect(tally).toEqual({ linked: 0, suggested: 0, conflicts: 0, unlinked: 0 });
});

test("what no database can hold in a title, a code or an id of stock costs only that, and matches nothing by mistake", async () => {
  const channel = await makeChannel(world.pool, { locations: [world.warehouse] });
  await makeProduct(world.pool, { sku: "MUG-92", barcodes: [ean(92_001)] });
  const strange = [
    listing("a", { title: "Nul\u0000 and half \udc00", sku: "MUG-92\u0000" }),
    listing("b", { title: "\u0000", sku: "\u0000", barcode: "\u0000" }),
    listing("c", { title: noise(5_000), sku: noise(5_000), barcode: noise(5_000) }),
    listing("d", { platformStockId: "item \u0000", barcode: noise(200) }),
    listing("e", { title: `${"x".repeat(999)}\u{1f600}` }),
  ];
  expect(await importListings(world.pool, channel.id, strange, new Date())).toMatchObject({
    suggested: 1,
    unlinked: 4,
  });
  expect(await stored(channel)).toEqual([
    expect.objectContaining({ platform_id: "a", title: "Nul and half \ufffd", sku: "MUG-92", status: "suggested" }),
    expect.objectContaining({ platform_id: "b", title: "b", sku: null, barcode: null }),
    expect.objectContaining({ platform_id: "c", title: noise(1_000), sku: noise(1_000), barcode: null }),
    expect.objectContaining({ platform_id: "d", platform_stock_id: null, barcode: noise(200) }),
    expect.objectContaining({ platform_id: "e", title: `${"x".repeat(999)}\ufffd` }),
  ]);
});
