import type pg from "pg";
import { atOneMoment, readPool } from "../publish/explain.ts";
import { factsOf } from "../publish/facts.ts";
import { ruleBook } from "../publish/inherit.ts";
import { editRules, type RuleEdit } from "../rule/edit.ts";
import { productsConcerned } from "../rule/effect.ts";
import { sharesAfter } from "../velocity/shares-after.ts";
import { readPastSales, readPastStock, wholePools } from "./read-past.ts";
import type { PastListing, ReplayResult } from "./replay.ts";
import { replayPools } from "./replay-pools.ts";

/** Products whose orders are replayed at most; with more, an even sample of them. */
const productsMax = 2_000;

/** The past under the rules as they are and as they would be. */
export interface ReplayedChange {
  from: Date;
  until: Date;
  /** Units that buyers ordered in that time. */
  unitsOrdered: number;
  before: ReplayResult;
  after: ReplayResult;
  /** True when so many products are concerned that an even sample of them was replayed. */
  isSample: boolean;
}

const dayMs = 24 * 60 * 60_000;

/** Replays the orders of the last days under both settings, product pool by product pool. Writes nothing. */
export async function replayChange(pool: pg.Pool, edits: RuleEdit[], days: number, at: Date): Promise<ReplayedChange> {
  return atOneMoment(pool, async (db) => {
    const concerned = await productsConcerned(db, edits);
    const productIds = await wholePools(db, concerned.productIds.slice(0, productsMax));
    const read = await readPool(db, productIds, at, (rules) => editRules(rules, edits));
    const { listings, channels, rules, book, after, ahead } = read;
    const bookAfter = ruleBook(after);
    const shares = await sharesAfter(db, { listings, before: rules, book: bookAfter, velocity: ahead.velocity });
    const sales = await readPastSales(db, productIds, at, days);
    const { supplies, levels } = await readPastStock(db, read.pool.levels, at, days);
    // What is expected today was not expected then.
    const { products, locations } = read.pool;
    const past = {
      from: new Date(at.getTime() - days * dayMs),
      until: at,
      pool: { products, locations, levels },
      sales,
      supplies,
    };
    const sellers = (velocity: typeof shares): PastListing[] =>
      [...listings.values()].flat().flatMap(({ id, channelId, productId }) => {
        const [channel, product] = [channels.get(channelId), products.get(productId ?? "")];
        return channel && product ? [{ id, channel, product, facts: factsOf({ velocity }, null, id) }] : [];
      });
    return {
      ...{ from: past.from, until: at, unitsOrdered: sales.reduce((sum, { units }) => sum + units, 0) },
      before: replayPools(past, book, sellers(ahead.velocity)),
      after: replayPools(past, bookAfter, sellers(shares)),
      isSample: concerned.isSample || concerned.productIds.length > productsMax,
    };
  });
}
