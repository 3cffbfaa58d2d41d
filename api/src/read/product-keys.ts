import type pg from "pg";
import { z } from "zod";
import { cursorPart, decodeCursor, type PageArgs } from "./cursor.ts";
import type { Key } from "./page.ts";
import { containing, parseSearch } from "./search.ts";

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

const matches = `(product.sku ilike $3 or product.title ilike $3
  or exists (select from barcode where product_id = product.id and gtin14 = $4))`;

/** The next products of a list, on the index that it is sorted by. */
export async function readProductKeys(pool: pg.Pool, args: ProductListArgs, limit: number): Promise<Key[]> {
  const sort = args.sort ?? "sku";
  const cursor = decodeCursor(
    args,
    z.tuple([sort === "updated" ? cursorPart.instant : cursorPart.text, cursorPart.uuid]),
  );
  const search = parseSearch(args.search);
  const { by, after, order } = sorts[sort];
  const { rows } = await pool.query<Key>(
    `select product.id, array[${by}, product.id::text] as "sortedBy" from product
     where ($1::text is null or ${after}) and ($3::text is null or ${matches}) and ${filters[args.filter ?? "all"]}
     order by ${order} limit $5`,
    [cursor?.[0] ?? null, cursor?.[1] ?? null, containing(search), gtin14(search), limit],
  );
  return rows;
}

function gtin14(search: string | null): string | null {
  return search !== null && /^\d{8,14}$/.test(search) ? search.padStart(14, "0") : null;
}
