import {
  addChannel,
  addLocation,
  addProducts,
  type NewChannel,
  type NewLocation,
  type NewProduct,
} from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ean } from "../../channels/make/ean.ts";
import { makeWorld, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

let lastNumber = 0;

/** A number that no other row of this file has. */
function next(): number {
  lastNumber += 1;
  return lastNumber;
}

function mug(parts: Partial<NewProduct> = {}): NewProduct {
  return { sku: `MUG-${next()}`, title: "Mug", ...parts };
}

async function add(product: NewProduct) {
  const [answer] = await addProducts(world.pool, [product]);
  return answer;
}

async function addedId(product: NewProduct): Promise<string> {
  const answer = await add(product);
  if (answer?.kind !== "added") throw new Error(`not added: ${JSON.stringify(answer)}`);
  return answer.productId;
}

async function count(sku: string): Promise<number> {
  return (await world.pool.query("select from product where sku = $1", [sku])).rows.length;
}

describe("a product is refused, and not added,", () => {
  const rightEan = "4006381333931";
  const wrongEan = "4006381333932";
  const nobody = "00000000-0000-4000-8000-000000000000";

  it.each<[string, Partial<NewProduct>, string, string]>([
    [
      "without a SKU",
      { sku: "" },
      "sku_not_valid",
      'sku must have 1–200 printable characters and no space around it, got ""',
    ],
    ["with a space before its SKU", { sku: " A" }, "sku_not_valid", 'no space around it, got " A"'],
    ["with a SKU over 200 characters", { sku: "x".repeat(201) }, "sku_not_valid", `got "${"x".repeat(50)}"`],
    ["with a line end in its SKU", { sku: "A\nB" }, "sku_not_valid", 'got "A\\nB"'],
    [
      "without a title",
      { sku: "NO-TITLE", title: "  " },
      "title_not_valid",
      'title of NO-TITLE must be printable and not empty, got "  "',
    ],
    [
      "with a wrong check digit",
      { sku: "CHECK", barcodes: [wrongEan] },
      "barcode_not_valid",
      `barcode must be 8, 12, 13 or 14 digits with a right check digit, got "${wrongEan}"`,
    ],
    [
      "with letters in its barcode",
      { sku: "LETTERS", barcodes: ["40063813339EF"] },
      "barcode_not_valid",
      'got "40063813339EF"',
    ],
    [
      "with one barcode twice",
      { sku: "TWICE", barcodes: [rightEan, `0${rightEan}`] },
      "barcode_taken",
      `barcodes must differ, got ${rightEan}, 0${rightEan}`,
    ],
    [
      "with a component that is not there",
      { sku: "HOLLOW", components: [{ productId: nobody, quantity: 1 }] },
      "product_not_found",
      `there is no product ${nobody}`,
    ],
  ])("%s", async (_title, parts, code, message) => {
    const product = mug(parts);
    expect(await add(product)).toEqual({
      kind: "refused",
      refusal: { code, message: expect.stringContaining(message) },
    });
    expect(await count(product.sku)).toBe(0);
  });

  it.each([0, -1, 1.5, 1e12])("with %s units of a component", async (quantity) => {
    const productId = await addedId(mug());
    const message = `quantity of a component must be 1–1000000000, got ${quantity}`;
    const refusal = { code: "quantity_out_of_range", message };
    expect(await add(mug({ components: [{ productId, quantity }] }))).toEqual({ kind: "refused", refusal });
  });

  it("with a SKU that is there already", async () => {
    const product = mug();
    await addedId(product);
    const message = `there is a product ${product.sku} already`;
    expect(await add(product)).toEqual({ kind: "refused", refusal: { code: "sku_taken", message } });
    expect(await count(product.sku)).toBe(1);
  });
});

describe("barcodes of 12, 13 and 14 digits", () => {
  it.each([
    ["13 digits", "0012345678905"],
    ["14 digits", "00012345678905"],
  ])("are one code however many zeros stand before it: %s", async (_title, longer) => {
    await add(mug({ barcodes: ["012345678905"] }));
    const message = `barcode ${longer} belongs to another product`;
    expect(await add(mug({ barcodes: [longer] }))).toMatchObject({ refusal: { code: "barcode_taken", message } });
  });

  it("are kept as they are printed", async () => {
    const id = await addedId(mug({ barcodes: ["96385074"] }));
    const { rows } = await world.pool.query("select code, gtin14 from barcode where product_id = $1", [id]);
    expect(rows).toEqual([{ code: "96385074", gtin14: "00000096385074" }]);
  });
});

describe("in one call", () => {
  it("the first of two equal SKUs or barcodes is added, the second refused, the rest added", async () => {
    const [one, other] = [mug({ barcodes: [ean(next())] }), mug()];
    const answers = await addProducts(world.pool, [
      one,
      { ...other, sku: one.sku },
      { ...other, barcodes: one.barcodes ?? [] },
      other,
    ]);
    const ends = answers.map((answer) => (answer.kind === "refused" ? answer.refusal.code : answer.kind));
    expect(ends).toEqual(["added", "sku_taken", "barcode_taken", "added"]);
    expect([await count(one.sku), await count(other.sku)]).toEqual([1, 1]);
  });

  it("of nothing, nothing happens", async () => {
    expect(await addProducts(world.pool, [])).toEqual([]);
  });
});

describe("a location", () => {
  const place = (parts: Partial<NewLocation> = {}): NewLocation => {
    return { code: `place-${next()}`, name: "Place", kind: "warehouse", country: "NL", ...parts };
  };

  it.each<[string, Partial<NewLocation>, string, string]>([
    [
      "in a country that is none",
      { country: "Holland" },
      "country_not_valid",
      'country must be two capital letters, got "Holland"',
    ],
    [
      "that ships to a country that is none",
      { shipsTo: ["NL", "be"] },
      "country_not_valid",
      'country must be two capital letters, got "be"',
    ],
    [
      "with capitals in its code",
      { code: "North" },
      "code_not_valid",
      'code must be 1–40 of a–z, 0–9 and -, got "North"',
    ],
    ["without a code", { code: "" }, "code_not_valid", 'code must be 1–40 of a–z, 0–9 and -, got ""'],
  ])("%s is refused", async (_title, parts, code, message) => {
    expect(await addLocation(world.pool, place(parts))).toEqual({ kind: "refused", refusal: { code, message } });
  });

  it("is added once per code", async () => {
    const north = place();
    expect(await addLocation(world.pool, north)).toMatchObject({ kind: "added" });
    const refusal = { code: "code_taken", message: `there is a location ${north.code} already` };
    expect(await addLocation(world.pool, north)).toEqual({ kind: "refused", refusal });
  });
});

describe("a channel", () => {
  const shop = (parts: Partial<NewChannel> = {}): NewChannel => ({
    ...{ code: `shop-${next()}`, name: "Shop", platform: "shopify", writeKind: "compare_and_set" },
    ...{ baseUrl: "https://shop.example", sealedCredentials: "", countries: ["NL"], locationIds: [], liveSince: null },
    ...parts,
  });
  const nowhere = "00000000-0000-4000-8000-000000000001";

  it.each<[string, Partial<NewChannel>, string, string]>([
    [
      "with a space in its code",
      { code: "my shop" },
      "code_not_valid",
      'code must be 1–40 of a–z, 0–9 and -, got "my shop"',
    ],
    ["with a code over 40 characters", { code: "x".repeat(41) }, "code_not_valid", `got "${"x".repeat(41)}"`],
    ["without a name", { code: "nameless", name: " " }, "title_not_valid", "name must have 1–"],
    [
      "in a country that is none",
      { countries: ["NLD"] },
      "country_not_valid",
      'country must be two capital letters, got "NLD"',
    ],
    ["that draws on no location", { locationIds: [nowhere] }, "location_not_found", `there is no location ${nowhere}`],
  ])("%s is refused", async (_title, parts, code, message) => {
    const refusal = { code, message: expect.stringContaining(message) };
    expect(await addChannel(world.pool, shop(parts))).toEqual({ kind: "refused", refusal });
  });

  it("is added once per code, with its countries, its locations and the one place that it is written to", async () => {
    const { warehouse } = world;
    const web = shop({
      countries: ["NL", "BE", "NL"],
      locationIds: [warehouse.id, warehouse.id],
      platformLocationId: "gid",
    });
    const added = await addChannel(world.pool, web);
    const id = added.kind === "added" ? added.channelId : null;
    const countries = await world.pool.query(
      "select country from channel_country where channel_id = $1 order by country",
      [id],
    );
    expect(countries.rows).toEqual([{ country: "BE" }, { country: "NL" }]);
    const places = await world.pool.query(
      "select location_id, platform_location_id from channel_location where channel_id = $1",
      [id],
    );
    expect(places.rows).toEqual([{ location_id: warehouse.id, platform_location_id: "gid" }]);
    const refusal = { code: "code_taken", message: `there is a channel ${web.code} already` };
    expect(await addChannel(world.pool, web)).toEqual({ kind: "refused", refusal });
  });
});
