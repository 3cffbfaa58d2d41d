import type pg from "pg";
import { loadAhead } from "../load/ahead.ts";
import { loadLevels } from "../load/levels.ts";
import { loadPublished } from "../load/listings.ts";
import { loadChannels, loadLocations } from "../load/network.ts";
import { loadProducts } from "../load/products.ts";
import { loadRules } from "../load/rules.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Ahead, Channel, Listing, Product, Rule } from "../state.ts";
import { factsOf } from "./facts.ts";
import { type RuleBook, ruleBook } from "./inherit.ts";
import type { Pool } from "./locations.ts";
import { publish } from "./pipeline.ts";
import { unexposed } from "./republish.ts";
import type { Trace } from "./trace.ts";

/** Why each of these listings publishes what it does: the pipeline itself, run on the state of one moment. Unlinked ones are left out. */
export async function explainPublished(pool: pg.Pool, listingIds: string[]): Promise<Map<string, Trace>> {
  return atOneMoment(pool, async (db) => {
    const productIds = await productsOf(db, listingIds);
    const { pool: read, listings, published, channels, book, ahead } = await readPool(db, productIds, new Date());
    const shared = ahead.exposures ? { ...read, levels: unexposed(read.levels) } : read;
    const wanted = new Set(listingIds);
    const traces = new Map<string, Trace>();
    for (const listing of [...listings.values()].flat()) {
      const channel = channels.get(listing.channelId);
      const product: Product | undefined = read.products.get(listing.productId ?? "");
      if (!channel || !product || !wanted.has(listing.id)) continue;
      const exposed = ahead.exposures?.get(listing.id)?.units;
      // What was dealt depends on what others held at that moment: the writer decided it, under its locks.
      const dealt = exposed === undefined ? null : { quantity: published.get(listing.id) ?? 0, part: null, exposed };
      const facts = factsOf(ahead, ahead.openUnits, listing.id, dealt);
      traces.set(listing.id, publish(dealt ? read : shared, book, channel, product, facts));
    }
    return traces;
  });
}

/**
 * What the pipeline reads of these products, their bundles' parts included, as it is at one moment. With `edit` also the rules as
 * they would be, and whatever those ask for.
 */
export async function readPool(
  db: Db,
  productIds: string[],
  at: Date,
  edit: (rules: Rule[]) => Rule[] = () => [],
): Promise<ReadPool> {
  const [stock, channels, locations, { listings, published, hasExposures }, rules] = await Promise.all([
    readStock(db, productIds),
    loadChannels(db),
    loadLocations(db),
    loadPublished(db, productIds),
    loadRules(db, productIds),
  ]);
  // Every number is to be explained in full, so open units are read of all that may count them.
  const after = edit(rules);
  const known = { ...stock, channels, listings, rules: [...rules, ...after], hasExposures };
  const ahead = await loadAhead(db, known, Number.POSITIVE_INFINITY);
  const pool: Pool = { ...stock, locations };
  if (ahead.incoming) pool.coming = { at, ...ahead.incoming };
  return { pool, channels, listings, published, rules, after, book: ruleBook(rules), ahead };
}

/** These products with what is inside them, and the levels of all. */
async function readStock(db: Db, productIds: string[]): Promise<Pick<Pool, "products" | "levels">> {
  const [products, own] = await Promise.all([loadProducts(db, productIds), loadLevels(db, productIds)]);
  const named = new Set(productIds);
  const inside = [...products.keys()].filter((id) => !named.has(id));
  if (inside.length === 0) return { products, levels: own };
  return { products, levels: new Map([...own, ...(await loadLevels(db, inside))]) };
}

export interface ReadPool {
  pool: Pool;
  channels: Map<string, Channel>;
  /** By product. */
  listings: Map<string, Listing[]>;
  /** Published quantity by listing. */
  published: Map<string, number>;
  rules: Rule[];
  /** The rules as they would be. */
  after: Rule[];
  book: RuleBook;
  ahead: Ahead;
}

async function productsOf(db: Db, listingIds: string[]): Promise<string[]> {
  const rows = await rowsOf<{ product_id: string }>(
    db,
    "stock-explain",
    "select distinct product_id from listing where id = any($1::uuid[]) and product_id is not null",
    [listingIds],
  );
  return rows.map((row) => row.product_id);
}

/** Several reads that see one and the same state. */
export async function atOneMoment<Result>(pool: pg.Pool, read: (db: Db) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    // Sent together with the first statement.
    const [, result] = await Promise.all([
      client.query("begin isolation level repeatable read read only"),
      read(client),
    ]);
    return result;
  } finally {
    // Nobody has to wait for the end of what was only read.
    client.query("rollback").then(() => client.release(), client.release);
  }
}
