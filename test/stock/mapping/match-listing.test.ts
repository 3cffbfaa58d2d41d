import { codeKey, type KnownProduct, matchListing } from "@stockpool/stock/rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ean } from "../../channels/make/ean.ts";
import { catalogueOf, type MadeGoods } from "./catalogue.ts";

const mug: MadeGoods = { id: "mug", sku: "MUG-1", title: "Mug", barcodes: [ean(1)] };
const cup: MadeGoods = { id: "cup", sku: "CUP-1", title: "Cup", barcodes: [ean(2)] };

function match(listing: Partial<Parameters<typeof matchListing>[0]>, goods: MadeGoods[] = [mug, cup]) {
  const plain = { sku: null, barcode: null, title: "Thing", sharesBarcode: false, mayLinkAtOnce: true };
  return matchListing({ ...plain, ...listing }, catalogueOf(goods));
}

function suggested(product: Pick<KnownProduct, "id">, reason: string, packSize = 1) {
  return { kind: "suggested", candidate: expect.objectContaining({ productId: product.id, reason, packSize }) };
}

describe("a listing", () => {
  test("with an exact barcode of its own links by itself", () => {
    expect(match({ barcode: ean(1) })).toMatchObject({
      kind: "linked",
      candidate: { productId: "mug", confidence: 100 },
    });
  });

  test.each([
    ["the channel wants a yes", { mayLinkAtOnce: false, barcode: ean(1) }, "barcode"],
    ["another listing has the barcode", { sharesBarcode: true, barcode: ean(1) }, "barcode_of_several"],
    ["there are spaces in the barcode", { barcode: ean(1).replace(/^(.)/, "$1 ") }, "barcode_spelling"],
    ["only the SKU tells", { sku: "MUG-1" }, "sku"],
    ["the SKU is spelled otherwise", { sku: " mug-1 " }, "sku_spelling"],
    ["the barcode stands in the SKU", { sku: `NL ${ean(1)} new` }, "barcode_in_sku"],
    ["the SKU stands in the barcode", { barcode: "mug-1" }, "sku_in_barcode"],
  ])("is only suggested when %s", (_when, listing, reason) => {
    expect(match(listing)).toEqual(suggested(mug, reason));
  });

  test.each([
    ["MUG-1-6PACK", "Mug", 6],
    ["mug-1_x12", "Mug", 12],
    ["4x-MUG-1", "Mug", 4],
  ])("whose SKU is %s is so many of the product", (sku, title, units) => {
    expect(match({ sku, title })).toEqual(suggested(mug, "pack_in_sku", units));
  });

  test.each([
    ["Mug 6-pack", 6],
    ["Mok, set van 4", 4],
    ["Mug (3 stuks)", 3],
    ["2 x Mug", 2],
  ])("titled %s never links by the barcode of one", (title, units) => {
    expect(match({ barcode: ean(1), title })).toEqual(suggested(mug, "pack_in_title", units));
  });

  test("of a product that is itself sold as a pack links: both titles say so", () => {
    const crate = { ...mug, title: "Mug 6-pack" };
    expect(match({ barcode: ean(1), title: "6 pack of mugs" }, [crate])).toMatchObject({ kind: "linked" });
    expect(match({ barcode: ean(1), title: "12-pack" }, [crate])).toEqual(suggested(mug, "pack_in_title", 2));
  });

  test("whose barcode and SKU name different products is a conflict, however sure one of them is", () => {
    const found = match({ barcode: ean(1), sku: "CUP-1" });
    expect(found).toMatchObject({ kind: "conflict", candidates: [{ productId: "mug" }, { productId: "cup" }] });
  });

  test("whose SKU is another spelling of two products is a conflict; letter for letter it is one of them", () => {
    const goods = [mug, { ...cup, sku: "mug-1" }];
    expect(match({ sku: "Mug-1" }, goods)).toMatchObject({ kind: "conflict" });
    expect(match({ sku: "mug-1" }, goods)).toEqual(suggested(cup, "sku"));
  });

  test("whose alias names a pack and whose SKU names one unit is a conflict", () => {
    const goods = [{ ...mug, aliases: [{ code: "OLD-7", packSize: 6 }] }, cup];
    expect(match({ sku: "old-7" }, goods)).toEqual(suggested(mug, "alias", 6));
    expect(match({ sku: "old-7", barcode: ean(1) }, goods)).toMatchObject({ kind: "conflict" });
  });

  test("that nothing names stays unlinked", () => {
    expect(match({ sku: "OTHER", barcode: "4006381333931" })).toEqual({ kind: "unlinked" });
  });
});

describe("for every catalogue", () => {
  const code = fc.string({ unit: fc.constantFrom(..."aAbB01- "), minLength: 1, maxLength: 6 });
  const goods = fc
    .uniqueArray(code, { minLength: 1, maxLength: 6 })
    .map((skus) =>
      skus.map((sku, index): MadeGoods => ({ id: `p${index}`, sku, title: "Thing", barcodes: [ean(index + 1)] })),
    );
  const barcode = fc.option(fc.oneof(code, fc.integer({ min: 1, max: 8 }).map(ean)));

  test("nothing links by itself but an exact barcode that no other evidence contradicts", () => {
    fc.assert(
      fc.property(goods, fc.option(code), barcode, fc.boolean(), fc.boolean(), (made, sku, read, shares, may) => {
        const found = match({ sku, barcode: read, sharesBarcode: shares, mayLinkAtOnce: may }, made);
        if (found.kind !== "linked") return;
        const owner = made.find(({ barcodes }) => barcodes.includes(read ?? ""));
        const named = made.filter((one) => sku !== null && (one.sku === sku || codeKey(one.sku) === codeKey(sku)));
        const exact = named.filter((one) => one.sku === sku);
        expect(may && !shares).toBe(true);
        expect(found.candidate.productId).toBe(owner?.id);
        for (const other of exact.length > 0 ? exact : codeKey(sku ?? "") ? named : [])
          expect(other.id).toBe(owner?.id);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the order in which products are known changes nothing", () => {
    fc.assert(
      fc.property(goods, fc.option(code), barcode, (made, sku, read) => {
        expect(match({ sku, barcode: read }, made.toReversed())).toEqual(match({ sku, barcode: read }, made));
      }),
      { numRuns: 1_000 },
    );
  });

  test("case, spaces and leading zeros of a SKU never change what is found, only how sure it is", () => {
    const product = { ...mug, sku: "Ab-12" };
    const spelled = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }));
    fc.assert(
      fc.property(spelled, ([zeros, flips]) => {
        const letters = [...product.sku].map((letter, at) => (flips[at] ? ` ${letter.toLowerCase()}` : letter));
        const found = match({ sku: "0".repeat(zeros) + letters.join("") }, [product, cup]);
        expect(found).toMatchObject({ kind: "suggested", candidate: { productId: "mug", packSize: 1 } });
      }),
    );
  });

  test("8, 12, 13 and 14 digits of one GTIN are one code, with and without the zeros that a spreadsheet lost", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 14 }), (number, length) => {
        const short = gtin8(number);
        const bare = short.replace(/^0+/, "");
        const written = bare.padStart(Math.max(length, bare.length), "0");
        const found = match({ barcode: written }, [{ ...mug, barcodes: [short] }]);
        const isForm = [8, 12, 13, 14].includes(written.length);
        if (isForm) expect(found).toMatchObject({ kind: "linked" });
        else if (written.length >= 6) expect(found).toEqual(suggested(mug, "barcode_spelling"));
        else expect(found).toEqual({ kind: "unlinked" });
      }),
    );
  });
});

function gtin8(number: number): string {
  const digits = String(number).padStart(7, "0");
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}
