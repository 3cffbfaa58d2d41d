import { randomUUID } from "node:crypto";
import { undoListingAct } from "@stockpool/stock";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeProduct } from "../make/product.ts";
import { type ApiWorld, makeApiWorld, readJson, webUrl } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

interface Report {
  isPreview: boolean;
  changes: number;
  refused: number;
  actId: string | null;
  reports: { line: number; wish: string | null; refusal: { code: string } | null; isChanged: boolean }[];
  error?: { code: string; message: string };
}

function send(query: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return world.send(`/api/listings.csv?${query}`, {
    method: "POST",
    headers: { cookie: world.cookie, origin: webUrl, ...headers },
    body,
  });
}

async function take(query: string, lines: string[]) {
  return readJson<Report>(await send(query, lines.join("\n")));
}

async function fetchFile(query: string) {
  const answer = await world.send(`/api/listings.csv?${query}`, { headers: { cookie: world.cookie } });
  const text = await answer.text();
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  return { answer, text, rows };
}

async function statusOf({ id }: { id: string }) {
  const { rows } = await world.pool.query("select status, product_id as product from listing where id = $1", [id]);
  return rows[0];
}

const head = "channel,platform_id,status,product_sku,pack_size";

describe("the file of all listings", () => {
  test("holds each listing with its state, over more pages than one, and no cell that a spreadsheet would run", async () => {
    const channel = await makeChannel(world.pool);
    const product = await makeProduct(world.pool, { sku: `=cmd|' /C calc'!A0-${randomUUID()}` });
    const listing = await makeListing(world.pool, {
      channel,
      product,
      title: '=HYPERLINK("http://evil")',
      sku: "@SUM(1)",
    });
    await world.pool.query(
      `insert into listing (id, channel_id, platform_id, title, status)
       select gen_random_uuid(), $1, 'page-' || n, 'a "quoted", title', 'ignored' from generate_series(1, 2100) n`,
      [channel.id],
    );
    const { answer, rows, text } = await fetchFile(`channel=${channel.code}`);
    expect(answer.headers.get("content-disposition")).toContain(`listings-${channel.code}.csv`);
    expect(rows).toHaveLength(2101);
    expect(rows.find(({ platform_id }) => platform_id === listing.platformId)).toMatchObject({
      ...{ channel: channel.code, status: "linked", sku: "'@SUM(1)", title: `'=HYPERLINK("http://evil")` },
      product_sku: `'${product.sku}`,
    });
    expect(text).not.toMatch(/(^|[,"])[=+@-]/m);
    expect((await fetchFile(`channel=${channel.code}&status=linked`)).rows).toHaveLength(1);
  });

  test("sent back unchanged changes nothing; a product's SKU in it links, also one that looks like a formula", async () => {
    const channel = await makeChannel(world.pool);
    const product = await makeProduct(world.pool, { sku: `+49-${randomUUID()}` });
    const [linked, open] = [
      await makeListing(world.pool, { channel, product }),
      await makeListing(world.pool, { channel }),
    ];
    const { text } = await fetchFile(`channel=${channel.code}`);
    expect(await take("dryRun=true", [text])).toMatchObject({ changes: 0, refused: 0, reports: [] });
    const lines = [head, `${channel.code},${open.platformId},unlinked,'${product.sku},`];
    const preview = await take("dryRun=true", lines);
    expect(preview).toMatchObject({
      isPreview: true,
      changes: 1,
      reports: [{ line: 2, wish: "link", isChanged: false }],
    });
    expect(await statusOf(open)).toMatchObject({ status: "unlinked" });
    const key = randomUUID();
    expect(await take(`key=${key}`, lines)).toMatchObject({ changes: 1, reports: [{ isChanged: true }] });
    expect(await statusOf(open)).toEqual({ status: "linked", product: product.id });
    expect(await statusOf(linked)).toEqual({ status: "linked", product: product.id });
  });

  test("answers each line by itself", async () => {
    const channel = await makeChannel(world.pool);
    const product = await makeProduct(world.pool);
    const make = () => makeListing(world.pool, { channel });
    const [ignored, broken, packed] = [await make(), await make(), await make()];
    const linked = await makeListing(world.pool, { channel, product });
    const { reports } = await take(`key=${randomUUID()}`, [
      head,
      `${channel.code},${ignored.platformId},ignored,,`,
      `${channel.code},${broken.platformId},unlinked,no such product,`,
      `${channel.code},${packed.platformId},unlinked,${product.sku},6`,
      `${channel.code},${linked.platformId},unlinked,,`,
      `${channel.code},nobody,ignored,,`,
      `${channel.code},${ignored.platformId},ignored,,`,
    ]);
    expect(reports.map(({ wish, refusal, isChanged }) => [wish, refusal?.code ?? null, isChanged])).toEqual([
      ["ignore", null, true],
      [null, "product_not_found", false],
      ["link", null, true],
      ["unlink", null, true],
      [null, "listing_not_found", false],
      [null, "changed_since", false],
    ]);
    const { rows } = await world.pool.query(
      `select c.quantity from listing l join product p on p.id = l.product_id
       join component c on c.recipe_id = p.current_recipe_id where l.id = $1 and c.product_id = $2`,
      [packed.id, product.id],
    );
    expect(rows).toEqual([{ quantity: 6 }]);
  });

  test("may come from a Dutch spreadsheet: semicolons, a mark before the text, other columns, another order", async () => {
    const channel = await makeChannel(world.pool);
    const listing = await makeListing(world.pool, { channel });
    const lines = [
      "\ufeffNotitie;Status;Platform_ID;Channel;product_sku",
      `"a;b, c";IGNORED;${listing.platformId};${channel.code};`,
    ];
    expect(await take(`key=${randomUUID()}`, lines)).toMatchObject({ changes: 1 });
    expect(await statusOf(listing)).toMatchObject({ status: "ignored" });
  });
});

describe("a file that is not one", () => {
  test.each([
    ["nothing", "", "the file has no rows"],
    ["no heading", "a,b,c\n1,2,3", "missing: channel, platform_id, status, product_sku"],
    ["a column twice", "channel,platform_id,status,product_sku,status\n1,2,3,4,5", "column status is there twice"],
    ["lines of different lengths", `${head}\n1,2`, "Invalid Record Length"],
    ["a quote that never ends", `${head}\n"1,2,3,4,5`, "Quote Not Closed"],
    ["a line without end", `${head}\n${"x".repeat(30_000)}`, "Max Record Size"],
    ["too many rows", `${head}\n${"a,b,,,\n".repeat(25_001)}`, "25000 rows at most"],
    ["zeros", "\u0000\u0000", "UTF-8"],
  ])("with %s is refused in plain words", async (_what, text, message) => {
    const answer = await send("dryRun=true", text);
    expect(answer.status).toBe(400);
    expect((await readJson<Report>(answer)).error?.message).toContain(message);
  });

  test("is not read beyond 5 MB, nor when it is no text, nor from another site, nor from a stranger", async () => {
    expect((await send("dryRun=true", "x".repeat(5 * 1024 * 1024 + 1))).status).toBe(413);
    const noText = await send("dryRun=true", new Uint8Array([0xff, 0xfe, 0x41]));
    expect((await readJson<Report>(noText)).error?.message).toContain("UTF-8");
    expect((await send("dryRun=true", head, { origin: "https://evil.example" })).status).toBe(403);
    expect((await send("", head)).status).toBe(400);
    expect((await world.send("/api/listings.csv")).status).toBe(401);
    expect((await world.send("/api/listings.csv?status=x", { headers: { cookie: world.cookie } })).status).toBe(400);
  });
});

test("a file changes a thousand listings at once, not more, and sent twice with one key does it once", async () => {
  const channel = await makeChannel(world.pool);
  await world.pool.query(
    `insert into listing (id, channel_id, platform_id, title, status)
     select gen_random_uuid(), $1, 'n-' || n, 'Many', 'unlinked' from generate_series(1, 1001) n`,
    [channel.id],
  );
  const lines = Array.from({ length: 1001 }, (_, index) => `${channel.code},n-${index + 1},ignored,,`);
  expect((await take(`key=${randomUUID()}`, [head, ...lines])).error?.message).toContain("1000 listings at once");
  const key = randomUUID();
  const first = await take(`key=${key}`, [head, ...lines.slice(1)]);
  expect(first).toMatchObject({ changes: 1000 });
  const again = await take(`key=${key}`, [head, ...lines.slice(1)]);
  expect(again).toMatchObject({ changes: 0 });
  await undoListingAct(world.pool, { actId: first.actId ?? "", actor: "test" }, new Date());
  // Its lines are what the key stands for, also when some of them would change nothing by now.
  const ignored = "from listing where channel_id = $1 and status = 'ignored'";
  await world.pool.query("update listing set status = 'ignored' where channel_id = $1 and platform_id = 'n-2'", [
    channel.id,
  ]);
  expect(await take(`key=${key}`, [head, ...lines.slice(1)])).toMatchObject({ actId: first.actId });
  expect((await world.pool.query(`select ${ignored}`, [channel.id])).rows).toHaveLength(1);
});
