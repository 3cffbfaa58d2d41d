import { type Db, rowsOf } from "../query.ts";
import { codeKey } from "./code-key.ts";
import { exactGtin, gtinsIn, spelledGtin } from "./gtins.ts";
import type { Catalogue, KnownProduct } from "./match-listing.ts";
import { packInSku } from "./pack-size.ts";

interface Codes {
  sku: string | null;
  barcode: string | null;
}

type ProductRow = KnownProduct & { sku: string; codeKey: string | null };
type CodeRow = KnownProduct & { code: string };
type AliasRow = CodeRow & { packSize: number };

/** Every product that a code of these listings may name, found on indexes: three statements for the whole page. */
export async function loadCatalogue(db: Db, listings: Codes[]): Promise<Catalogue> {
  const keys = [...new Set(listings.flatMap(keysOf))];
  const gtins = [...new Set(listings.flatMap(gtinsOf))];
  const products = await rowsOf<ProductRow>(db, "mapping-products", productsSql, [keys]);
  const barcodes = await rowsOf<CodeRow>(db, "mapping-barcodes", barcodesSql, [gtins]);
  const aliases = await rowsOf<AliasRow>(db, "mapping-aliases", aliasesSql, [keys]);
  const byCodeKey = new Map<string, KnownProduct[]>();
  for (const product of products) {
    const key = product.codeKey ?? "";
    byCodeKey.set(key, [...(byCodeKey.get(key) ?? []), product]);
  }
  return {
    byGtin: new Map(barcodes.map((row) => [row.code, row])),
    bySku: new Map(products.map((row) => [row.sku, row])),
    byCodeKey,
    byAlias: new Map(aliases.map((row) => [row.code, { product: row, packSize: row.packSize }])),
  };
}

function keysOf({ sku, barcode }: Codes): string[] {
  const codes = [sku, barcode, sku && packInSku(sku)?.base];
  return codes.flatMap((code) => (code ? (codeKey(code) ?? []) : []));
}

function gtinsOf({ sku, barcode }: Codes): string[] {
  const ofBarcode = barcode ? [exactGtin(barcode), spelledGtin(barcode)] : [];
  const ofSku = sku ? [spelledGtin(sku), ...gtinsIn(sku)] : [];
  return [...ofBarcode, ...ofSku].filter((gtin) => gtin !== null);
}

const product = `p.id, p.title, p.current_recipe_id is not null as "isBundle"`;

const productsSql = `
  select ${product}, p.sku, code_key(p.sku) as "codeKey" from product p where code_key(p.sku) = any($1::text[])`;

const barcodesSql = `
  select ${product}, b.gtin14 as code from barcode b join product p on p.id = b.product_id where b.gtin14 = any($1::text[])`;

const aliasesSql = `
  select ${product}, a.code_key as code, a.pack_size as "packSize"
  from alias a join product p on p.id = a.product_id where a.code_key = any($1::text[])`;
