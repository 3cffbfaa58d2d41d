import type pg from "pg";
import { loadLevels } from "../load/levels.ts";
import { loadListings } from "../load/listings.ts";
import { loadChannels, loadLocations } from "../load/network.ts";
import { loadProducts } from "../load/products.ts";
import { loadRules } from "../load/rules.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Product } from "../state.ts";
import { ruleBook } from "./inherit.ts";
import type { Pool } from "./locations.ts";
import { publish } from "./pipeline.ts";
import type { Trace } from "./trace.ts";

/** Why each of these listings publishes what it does: the pipeline itself, run on the state of one moment. Unlinked ones are left out. */
export async function explainPublished(pool: pg.Pool, listingIds: string[]): Promise<Map<string, Trace>> {
  return atOneMoment(pool, async (db) => {
    const productIds = await productsOf(db, listingIds);
    const { listings } = await loadListings(db, productIds);
    const { channels, products, book, ...rest } = await readPool(db, productIds);
    const wanted = new Set(listingIds);
    const traces = new Map<string, Trace>();
    for (const listing of [...listings.values()].flat()) {
      const channel = channels.get(listing.channelId);
      const product: Product | undefined = products.get(listing.productId ?? "");
      if (!channel || !product || !wanted.has(listing.id)) continue;
      traces.set(listing.id, publish({ products, ...rest }, book, channel, product));
    }
    return traces;
  });
}

async function readPool(db: Db, productIds: string[]) {
  const products = await loadProducts(db, productIds);
  const pool: Pool = {
    products,
    locations: await loadLocations(db),
    levels: await loadLevels(db, [...products.keys()]),
  };
  return { ...pool, channels: await loadChannels(db), book: ruleBook(await loadRules(db, productIds)) };
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
    await client.query("begin isolation level repeatable read read only");
    return await read(client);
  } finally {
    await client.query("rollback");
    client.release();
  }
}
