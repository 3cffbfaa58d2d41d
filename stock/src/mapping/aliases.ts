import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { quantityMax } from "../quantity.ts";
import { codeKey } from "./code-key.ts";

export interface NewAlias {
  /** As somebody writes it: an old SKU, a supplier's number, the EAN of a case. */
  code: string;
  productId: string;
  /** Units of the product that the code stands for. */
  packSize: number;
  actor: string;
}

const codeLengthMax = 200;

/** Gives a product another code, which listings are matched by from the next import on. Safe to repeat. */
export async function addAlias(pool: pg.Pool, alias: NewAlias, at: Date): Promise<{ kind: "alias_added" } | Refused> {
  const { code, productId, packSize, actor } = alias;
  const key = codeKey(code);
  if (key === null || code.length > codeLengthMax) {
    return refused(
      "code_not_valid",
      `code must have 1–${codeLengthMax} characters that tell, got "${code.slice(0, 50)}"`,
    );
  }
  if (!Number.isInteger(packSize) || packSize < 1 || packSize > quantityMax) {
    return refused("quantity_out_of_range", `packSize must be 1–${quantityMax}, got ${packSize}`);
  }
  const { rows: known } = await pool.query("select from product where id = $1", [productId]);
  if (known.length === 0) return refused("product_not_found", `there is no product ${productId}`);
  const { rowCount } = await pool.query(addSql, [key, code, productId, packSize, actor, at]);
  return rowCount === 1
    ? { kind: "alias_added" }
    : refused("alias_taken", `"${code}" already stands for something else`);
}

/** An alias stays what it is: only the very same one is written again. */
const addSql = `
  insert into alias as a (code_key, code, product_id, pack_size, made_by, made_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (code_key) do update set code = excluded.code
  where a.product_id = excluded.product_id and a.pack_size = excluded.pack_size`;

/** Takes a code back. What was linked by it stays linked. Safe to repeat. */
export async function removeAlias(pool: pg.Pool, code: string): Promise<void> {
  await pool.query("delete from alias where code_key = $1", [codeKey(code)]);
}
