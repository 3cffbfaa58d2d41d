import pg from "pg";
import { refuseBundles } from "../bundle/limits.ts";
import { loadProducts } from "../load/products.ts";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Part, Product } from "../state.ts";
import { transact } from "../transact.ts";
import { isGtin, padGtin } from "./gtin.ts";
import { lockOwnSystems, offer } from "./offer.ts";
import { storeRecipe } from "./store-recipe.ts";

export interface NewProduct {
  sku: string;
  title: string;
  /** As printed. */
  barcodes?: string[];
  /** With components it is a bundle. */
  components?: Part[];
  policy?: "split" | "one_parcel";
}

export type AddedProduct = { kind: "added"; productId: string } | Refused;

/**
 * Adds products, each by itself: a refused one stops no other. Bundles may hold products of earlier calls, bundles too; rows of
 * the same component add up.
 */
export async function addProducts(pool: pg.Pool, products: NewProduct[]): Promise<AddedProduct[]> {
  try {
    return await addTogether(pool, products);
  } catch (error) {
    // Another call has just added the same SKU or barcode: looked at again, that row is refused by name.
    if (isTakenMeanwhile(error)) return addTogether(pool, products);
    throw error;
  }
}

function isTakenMeanwhile(error: unknown): boolean {
  const constraints = ["product_sku_unique", "barcode_pkey"];
  return error instanceof pg.DatabaseError && constraints.includes(error.constraint ?? "");
}

async function addTogether(pool: pg.Pool, products: NewProduct[]): Promise<AddedProduct[]> {
  return transact(pool, async (tx) => {
    const own = await lockOwnSystems(tx);
    const answers = await addProductsIn(tx, products);
    await offer(
      tx,
      own,
      answers.flatMap((answer) => (answer.kind === "added" ? [answer.productId] : [])),
    );
    return answers;
  });
}

/** The same inside a transaction at hand, which nobody else may add products beside. */
export async function addProductsIn(tx: Db, products: NewProduct[]): Promise<AddedProduct[]> {
  const taken = await readTaken(tx, products);
  const answers = products.map((product) => decideOne(taken, product));
  const added = answers.flatMap((answer, index) => {
    const product = products[index];
    return answer.kind === "added" && product ? [{ ...product, id: answer.productId }] : [];
  });
  await insertAll(tx, added);
  return answers;
}

interface Taken {
  skus: Set<string>;
  gtins: Set<string>;
  /** Products that new bundles name, with everything inside them. */
  products: Map<string, Product>;
}

async function readTaken(db: Db, products: NewProduct[]): Promise<Taken> {
  const gtins = products.flatMap((product) => product.barcodes?.map(padGtin) ?? []);
  const parts = products.flatMap((product) => product.components?.map((part) => part.productId) ?? []);
  const skus = products.map((product) => product.sku);
  const read = async (name: string, sql: string, values: string[]) =>
    new Set((await rowsOf<{ value: string }>(db, name, sql, [values])).map((row) => row.value));
  return {
    skus: await read("catalogue-skus", "select sku as value from product where sku = any($1::text[])", skus),
    gtins: await read("catalogue-gtins", "select gtin14 as value from barcode where gtin14 = any($1::text[])", gtins),
    products: parts.length > 0 ? await loadProducts(db, [...new Set(parts)]) : new Map(),
  };
}

function decideOne(taken: Taken, product: NewProduct): AddedProduct {
  const refusal = refuseProduct(taken, product);
  if (refusal) return refusal;
  taken.skus.add(product.sku);
  for (const code of product.barcodes ?? []) taken.gtins.add(padGtin(code));
  return { kind: "added", productId: newId() };
}

const skuLengthMax = 200;

/** Line ends, and the one character that Postgres cannot store. */
const controls = /\p{Cc}/u;

function refuseProduct(taken: Taken, { sku, title, barcodes = [], components = [] }: NewProduct): Refused | null {
  if (sku.trim() !== sku || sku.length < 1 || sku.length > skuLengthMax || controls.test(sku)) {
    return refused(
      "sku_not_valid",
      `sku must have 1–${skuLengthMax} printable characters and no space around it, got ${JSON.stringify(sku.slice(0, 50))}`,
    );
  }
  if (title.trim().length < 1 || controls.test(title)) {
    return refused(
      "title_not_valid",
      `title of ${sku} must be printable and not empty, got ${JSON.stringify(title.slice(0, 50))}`,
    );
  }
  if (taken.skus.has(sku)) return refused("sku_taken", `there is a product ${sku} already`);
  return refuseBarcodes(taken, barcodes) ?? refuseParts(taken, components) ?? refuseBundle(taken, sku, components);
}

function refuseBarcodes(taken: Taken, barcodes: string[]): Refused | null {
  for (const code of barcodes) {
    if (!isGtin(code)) {
      return refused(
        "barcode_not_valid",
        `barcode must be 8, 12, 13 or 14 digits with a right check digit, got "${code.slice(0, 50)}"`,
      );
    }
    if (taken.gtins.has(padGtin(code))) return refused("barcode_taken", `barcode ${code} belongs to another product`);
  }
  const isRepeated = new Set(barcodes.map(padGtin)).size < barcodes.length;
  return isRepeated ? refused("barcode_taken", `barcodes must differ, got ${barcodes.join(", ")}`) : null;
}

function refuseParts(taken: Taken, components: Part[]): Refused | null {
  const sums = new Map<string, number>();
  for (const { productId, quantity } of components) {
    if (!taken.products.has(productId)) return refused("product_not_found", `there is no product ${productId}`);
    const sum = (sums.get(productId) ?? 0) + quantity;
    sums.set(productId, sum);
    const wrong = [quantity, sum].find((units) => !isQuantity(units, 1));
    if (wrong === undefined) continue;
    return refused("quantity_out_of_range", `quantity of a component must be 1–${quantityMax}, got ${wrong}`);
  }
  return null;
}

function refuseBundle({ products }: Taken, sku: string, components: Part[]): Refused | null {
  if (components.length === 0) return null;
  const recipe = { id: "", policy: "split" as const, components };
  return refuseBundles(new Map(products).set("", { id: "", sku, recipe, restrictions: [] }), [""]);
}

async function insertAll(tx: Db, products: (NewProduct & { id: string })[]): Promise<void> {
  await rowsOf(
    tx,
    "catalogue-add",
    "insert into product (id, sku, title) select * from unnest($1::uuid[], $2::text[], $3::text[])",
    [products.map((one) => one.id), products.map((one) => one.sku), products.map((one) => one.title)],
  );
  const barcodes = products.flatMap((one) => (one.barcodes ?? []).map((code) => ({ code, productId: one.id })));
  await rowsOf(
    tx,
    "catalogue-barcodes",
    "insert into barcode (gtin14, code, product_id) select * from unnest($1::text[], $2::text[], $3::uuid[])",
    [barcodes.map((one) => padGtin(one.code)), barcodes.map((one) => one.code), barcodes.map((one) => one.productId)],
  );
  const at = new Date();
  for (const bundle of products) if (bundle.components?.length) await addRecipe(tx, bundle, at);
}

/** The first recipe of a new bundle. Nobody can have sold it yet, so there is nothing to republish. */
async function addRecipe(tx: Db, bundle: NewProduct & { id: string }, at: Date): Promise<void> {
  const { id, policy = "split", components = [] } = bundle;
  await storeRecipe(tx, id, { components, policy }, at);
}
