import type pg from "pg";
import { explainPublished } from "../publish/explain.ts";
import { type Db, rowsOf } from "../query.ts";
import { checks } from "./checks.ts";

/** One broken promise, and by what. */
export interface Breach {
  check: string;
  id: string;
  found: string;
}

/** Proves the invariants on the whole database; returns what breaks them, at most 100 per check. */
export async function audit(pool: pg.Pool): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { name, sql } of checks) {
    const { rows } = await pool.query<{ id: string; found: string }>(`${sql} limit 100`);
    breaches.push(...rows.map((row) => ({ check: name, ...row })));
  }
  return [...breaches, ...(await unexplained(pool))];
}

const chunk = 1000;

/** Every published quantity is what the pipeline gives for the current state. */
async function unexplained(pool: pg.Pool): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let after = noId; ; ) {
    const rows = await publishedAfter(pool, after);
    const traces = await explainPublished(
      pool,
      rows.map((row) => row.id),
    );
    for (const { id, quantity } of rows) {
      const explained = traces.get(id)?.quantity;
      if (explained === undefined || explained === quantity) continue;
      const found = `published ${quantity}, the pipeline gives ${explained}`;
      breaches.push({ check: "published_is_explained", id, found });
    }
    const last = rows.at(-1);
    if (!last || rows.length < chunk || breaches.length >= 100) return breaches;
    after = last.id;
  }
}

const noId = "00000000-0000-0000-0000-000000000000";

async function publishedAfter(db: Db, after: string): Promise<{ id: string; quantity: number }[]> {
  return rowsOf(
    db,
    "stock-audit-published",
    `select p.listing_id as id, p.quantity from published_quantity p join listing l on l.id = p.listing_id
     join channel c on c.id = l.channel_id
     where l.product_id is not null and c.removed_at is null and p.listing_id > $1 order by p.listing_id limit ${chunk}`,
    [after],
  );
}
