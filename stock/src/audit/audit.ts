import type pg from "pg";
import { explainPublished } from "../publish/explain.ts";
import { type Db, rowsOf } from "../query.ts";
import { checks } from "./checks.ts";
import { queuedListings } from "./queued-listings.ts";

/** One broken promise, and by what. */
export interface Breach {
  check: string;
  id: string;
  found: string;
}

interface How {
  signal?: AbortSignal | undefined;
  /** A number that a queued job is about to publish anew breaks no promise: the hub is at work. */
  isAtWork?: boolean;
}

/** Proves the invariants on the whole database; returns what breaks them, at most 100 per check. May run beside everything else. */
export async function audit(pool: pg.Pool, { signal, isAtWork = false }: How = {}): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { name, sql } of checks) {
    signal?.throwIfAborted();
    const { rows } = await pool.query<{ id: string; found: string }>(`${sql} limit ${breachesMax}`);
    breaches.push(...rows.map((row) => ({ check: name, ...row })));
  }
  return [...breaches, ...(await unexplained(pool, isAtWork, signal))];
}

/** Every invariant that is proved, by its name, with what it promises. */
export function auditPromises(): { name: string; promise: string }[] {
  return [...checks.map(({ name, promise }) => ({ name, promise })), publishedIsExplained];
}

const breachesMax = 100;

const chunk = 1000;

const publishedIsExplained = {
  name: "published_is_explained",
  promise: "Every published quantity equals what the pipeline gives for the current state.",
};

async function unexplained(pool: pg.Pool, isAtWork: boolean, signal: AbortSignal | undefined): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let after = noId; ; ) {
    signal?.throwIfAborted();
    const rows = await publishedAfter(pool, after);
    breaches.push(...(await differing(pool, rows, isAtWork)));
    const last = rows.at(-1);
    if (!last || rows.length < chunk || breaches.length >= breachesMax) return breaches.slice(0, breachesMax);
    after = last.id;
  }
}

const looksMax = 3;

/** What differs from the pipeline at every look: what a sale changed between the reading and the explaining does not. */
async function differing(pool: pg.Pool, rows: PublishedRow[], isAtWork: boolean): Promise<Breach[]> {
  let suspects = rows;
  let breaches: Breach[] = [];
  for (let look = 1; look <= looksMax && suspects.length > 0; look++) {
    const ids = suspects.map((row) => row.id);
    if (look > 1) suspects = await publishedOf(pool, ids);
    const traces = await explainPublished(pool, ids);
    breaches = suspects.flatMap(({ id, quantity }) => {
      const explained = traces.get(id)?.quantity;
      if (explained === undefined || explained === quantity) return [];
      const found = `published ${quantity}, the pipeline gives ${explained}`;
      return [{ check: publishedIsExplained.name, id, found }];
    });
    if (isAtWork) breaches = await withoutQueued(pool, breaches);
    const wrong = new Set(breaches.map((one) => one.id));
    suspects = suspects.filter((row) => wrong.has(row.id));
  }
  return breaches;
}

async function withoutQueued(pool: pg.Pool, breaches: Breach[]): Promise<Breach[]> {
  if (breaches.length === 0) return breaches;
  const queued = await queuedListings(
    pool,
    breaches.map((one) => one.id),
  );
  return breaches.filter((one) => !queued.has(one.id));
}

interface PublishedRow {
  id: string;
  quantity: number;
}

function publishedOf(db: Db, ids: string[]): Promise<PublishedRow[]> {
  return rowsOf(
    db,
    "stock-audit-published-of",
    "select listing_id as id, quantity from published_quantity where listing_id = any($1::uuid[])",
    [ids],
  );
}

const noId = "00000000-0000-0000-0000-000000000000";

async function publishedAfter(db: Db, after: string): Promise<PublishedRow[]> {
  return rowsOf(
    db,
    "stock-audit-published",
    `select p.listing_id as id, p.quantity from published_quantity p join listing l on l.id = p.listing_id
     join channel c on c.id = l.channel_id
     where l.product_id is not null and c.removed_at is null and p.listing_id > $1 order by p.listing_id limit ${chunk}`,
    [after],
  );
}
