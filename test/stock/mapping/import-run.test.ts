import { beginAgain, beginImport, failImport, finishReading, matchNext, storePage } from "@stockpool/stock";
import { codeKey } from "@stockpool/stock/rules";
import fc from "fast-check";
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

function page(from: number, to: number, barcode: (number: number) => string | null = () => null) {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    return {
      platformId: `offer-${number}`,
      platformStockId: null,
      sku: `S-${number}`,
      barcode: barcode(number),
      title: "x",
    };
  });
}

async function matchAll(run: Parameters<typeof matchNext>[1]) {
  let chunks = 0;
  while (await matchNext(world.pool, run, new Date())) chunks += 1;
  return chunks;
}

async function report(run: { id: string }) {
  const { rows } = await world.pool.query(
    `select phase, read, matched, linked, suggested, conflicts, vanished, error from listing_import where id = $1`,
    [run.id],
  );
  return rows[0];
}

test("a run that broke off goes on where it was, and says what it did", async () => {
  const channel = await makeChannel(world.pool, { platform: "bol", locations: [world.warehouse] });
  await makeProduct(world.pool, { barcodes: [ean(70_001)] });
  await makeProduct(world.pool, { sku: "s-3" });
  const first = await beginImport(world.pool, channel.id, new Date());
  await storePage(
    world.pool,
    first,
    page(0, 250, (number) => (number === 1 ? ean(70_001) : null)),
    "page 2",
  );
  await failImport(world.pool, first, "bol is away", new Date());
  expect(await report(first)).toMatchObject({ phase: "reading", read: 250, error: "bol is away" });

  const second = await beginImport(world.pool, channel.id, new Date());
  expect(second).toMatchObject({ id: first.id, cursor: "page 2", startedAt: first.startedAt });
  await storePage(world.pool, second, page(250, 300), null);
  await finishReading(world.pool, second, new Date());
  expect(await matchNext(world.pool, second, new Date())).toBe(true);

  const third = await beginImport(world.pool, channel.id, new Date());
  expect(third).toMatchObject({ id: first.id, phase: "matching" });
  await matchAll(third);
  expect(await report(first)).toEqual({
    ...{ phase: "finished", read: 300, matched: 300, linked: 1, suggested: 1, conflicts: 0, vanished: 0, error: null },
  });
  expect((await beginImport(world.pool, channel.id, new Date())).id).not.toBe(first.id);
});

test("what a complete reading did not see is marked, kept, and comes back when it is seen again", async () => {
  const channel = await makeChannel(world.pool, { platform: "bol", locations: [world.warehouse] });
  const read = async (found: ReturnType<typeof page>, isComplete = true) => {
    const run = await beginImport(world.pool, channel.id, new Date());
    await storePage(world.pool, run, found, null);
    if (!isComplete) return beginAgain(world.pool, run);
    await finishReading(world.pool, run, new Date());
    await matchAll(run);
  };
  const vanished = async () => {
    const { rows } = await world.pool.query(
      "select platform_id from listing where channel_id = $1 and vanished_at is not null order by 1",
      [channel.id],
    );
    return rows.map((row) => row.platform_id);
  };
  await read(page(0, 3));
  await read(page(0, 2), false);
  expect(await vanished()).toEqual([]);
  await read(page(0, 2));
  expect(await vanished()).toEqual(["offer-2"]);
  await read(page(0, 3));
  expect(await vanished()).toEqual([]);
});

test("two workers that match at once match each listing once", async () => {
  const channel = await makeChannel(world.pool, { platform: "bol", locations: [world.warehouse] });
  const run = await beginImport(world.pool, channel.id, new Date());
  await storePage(world.pool, run, page(1000, 1900), null);
  await finishReading(world.pool, run, new Date());
  await Promise.all([matchAll(run), matchAll(run), matchAll(run)]);
  expect(await report(run)).toMatchObject({ phase: "finished", matched: 900 });
});

test("one EAN with several offers is suggested for each, whatever page they are on", async () => {
  const channel = await makeChannel(world.pool, { platform: "bol", locations: [world.warehouse] });
  const product = await makeProduct(world.pool, { barcodes: [ean(70_500)] });
  const run = await beginImport(world.pool, channel.id, new Date());
  const barcode = ean(70_500);
  await storePage(
    world.pool,
    run,
    [{ ...page(1, 2)[0], platformId: "a", barcode } as ReturnType<typeof page>[number]],
    "2",
  );
  await storePage(
    world.pool,
    run,
    [{ ...page(2, 3)[0], platformId: "b", barcode: `0${barcode}` } as ReturnType<typeof page>[number]],
    null,
  );
  await finishReading(world.pool, run, new Date());
  await matchAll(run);
  const { rows } = await world.pool.query(
    "select status, suggested_id as product, match_reason as reason from listing where channel_id = $1",
    [channel.id],
  );
  const suggestion = { status: "suggested", product: product.id, reason: "barcode_of_several" };
  expect(rows).toEqual([suggestion, suggestion]);
});

test("the database and the rules agree on what spelling does not change", async () => {
  const character = fc.constantFrom(..."aZé0 0-_.ß\t\u00a0\u200b\ufeff1ǅ");
  const codes = fc.sample(fc.string({ unit: character, maxLength: 8 }), 2_000);
  const { rows } = await world.pool.query<{ code: string; key: string | null }>(
    "select code, code_key(code) as key from unnest($1::text[]) as code",
    [codes],
  );
  expect(rows.map(({ key }) => key)).toEqual(rows.map(({ code }) => codeKey(code)));
});
