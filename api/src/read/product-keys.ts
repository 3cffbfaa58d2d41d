import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";
import { containingEach, parseSearch } from "./search.ts";

export interface ProductListArgs extends PageArgs {
  search?: string | null | undefined;
  filter?: keyof typeof filters | null | undefined;
  sort?: keyof typeof sorts | null | undefined;
}

/** At or below this a product is low. */
const lowAt = 5;

const sorts = {
  sku: { by: "product.sku", after: "(product.sku, product.id) > ($1, $2::uuid)", order: "product.sku, product.id" },
  title: {
    by: "product.title",
    after: "(product.title, product.id) > ($1, $2::uuid)",
    order: "product.title, product.id",
  },
  updated: {
    by: "product.updated_at::text",
    after: "(product.updated_at, product.id) < ($1::timestamptz, $2::uuid)",
    order: "product.updated_at desc, product.id desc",
  },
};

const filters = {
  all: "true",
  low: `product.current_recipe_id is null
    and coalesce((select sum(available) from stock_level where product_id = product.id), 0) <= ${lowAt}`,
  oversold: "exists (select from shortage where product_id = product.id and ended_at is null)",
  bundles: "product.current_recipe_id is not null",
};

/** The next products of a list, on the index that it is sorted by. */
export async function readProductKeys(pool: pg.Pool, args: ProductListArgs, limit: number): Promise<Key[]> {
  const sort = args.sort ?? "sku";
  const cursor = decodeCursor(
    args,
    z.tuple([sort === "updated" ? cursorPart.instant : cursorPart.text, cursorPart.uuid]),
  );
  const search = parseSearch(args.search);
  const patterns = containingEach(search);
  const { by, after, order } = sorts[sort];
  const { rows } = await pool.query<Key>(
    `select product.id, array[${by}, product.id::text] as "sortedBy" from product
     where ($1::text is null or ${after}) and ${matching(patterns.length)} and ${filters[args.filter ?? "all"]}
     order by ${order} limit $3`,
    [cursor?.[0] ?? null, cursor?.[1] ?? null, limit, gtin14(search), ...patterns],
  );
  return rows;
}

/** Every word is in the SKU or in the title, or the whole is a barcode ($4); the words' patterns are $5 and on. */
function matching(words: number): string {
  const each = Array.from({ length: words }, (_, place) => `$${place + 5}`);
  const inText = each.map((pattern) => `(product.sku ilike ${pattern} or product.title ilike ${pattern})`);
  const isBarcode = "exists (select from barcode where product_id = product.id and gtin14 = $4::text)";
  return words === 0 ? "$4::text is null" : `(${inText.join(" and ")} or ${isBarcode})`;
}

function gtin14(search: string | null): string | null {
  return search !== null && /^\d{8,14}$/.test(search) ? search.padStart(14, "0") : null;
}
