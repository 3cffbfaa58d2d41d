import type pg from "pg";

/** A product that answers to a code. */
export interface CodeHit {
  productId: string;
  /** Units that the code stands for. */
  packSize: number;
}

/**
 * The products whose code this is: of its barcode, else of its SKU however it is spelled, else of another code of it. More than
 * one when several SKUs differ in spelling only.
 */
export async function readProductsByCode(pool: pg.Pool, code: string): Promise<CodeHit[]> {
  const { rows } = await pool.query<CodeHit & { kind: number }>(sql, [code]);
  return rows.filter(({ kind }) => kind === rows[0]?.kind).map(({ productId, packSize }) => ({ productId, packSize }));
}

const sql = `
  select product_id as "productId", 1 as "packSize", 1 as kind from barcode
  where gtin14 = lpad(code_key($1), 14, '0') and code_key($1) ~ '^[0-9]{1,14}$'
  union all select id, 1, 2 from product where code_key(sku) = code_key($1)
  union all select product_id, pack_size, 3 from alias where code_key = code_key($1)
  order by kind, "productId" limit 20`;
