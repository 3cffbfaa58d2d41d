import type { RuleScope } from "../catalogue/queue-jobs.ts";
import { readPool } from "../publish/explain.ts";
import { factsOf } from "../publish/facts.ts";
import { ruleBook } from "../publish/inherit.ts";
import { publish } from "../publish/pipeline.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Listing } from "../state.ts";
import { sharesAfter } from "../velocity/shares-after.ts";
import { editRules, type RuleEdit } from "./edit.ts";

/** What a change of rules does to the listings concerned. */
export interface Effect {
  /** Listings looked at. */
  listings: number;
  /** Those of them that show something now. */
  showing: number;
  /** Those that would show nothing any more. */
  toZero: number;
  raised: number;
  lowered: number;
  /** True when so many products are concerned that an even sample of them was looked at. */
  isSample: boolean;
}

/** One listing before and after. */
export interface ListingEffect {
  listingId: string;
  channelId: string;
  productId: string;
  before: number;
  after: number;
}

/** Products looked at; more are sampled. A pure run of each listing under both settings takes some 20 µs. */
const productsMax = 20_000;
const chunkMax = 500;

/** Runs the pipeline over every listing concerned, under the rules as they are and as they would be. Writes nothing. */
export async function effectOf(
  db: Db,
  edits: RuleEdit[],
  at: Date,
): Promise<{ effect: Effect; rows: ListingEffect[] }> {
  const { productIds, isSample } = await productsConcerned(db, edits);
  const rows: ListingEffect[] = [];
  for (let from = 0; from < productIds.length; from += chunkMax) {
    rows.push(...(await effectOn(db, productIds.slice(from, from + chunkMax), edits, at)));
  }
  return { effect: { ...totals(rows), isSample }, rows };
}

/** The listings of these products that the edits speak of, before and after. */
async function effectOn(db: Db, productIds: string[], edits: RuleEdit[], at: Date): Promise<ListingEffect[]> {
  const { pool, listings, channels, rules, book, ahead, after } = await readPool(db, productIds, at, (known) =>
    editRules(known, editsFor(edits, productIds)),
  );
  const bookAfter = ruleBook(after);
  const shares = await sharesAfter(db, { listings, before: rules, book: bookAfter, velocity: ahead.velocity });
  const rows: ListingEffect[] = [];
  for (const listing of [...listings.values()].flat()) {
    const channel = channels.get(listing.channelId);
    const product = pool.products.get(listing.productId ?? "");
    if (!channel || !product || !edits.some((edit) => isConcerned(edit, listing))) continue;
    const run = (rulesThen: typeof book, velocity: typeof ahead.velocity) =>
      publish(pool, rulesThen, channel, product, factsOf({ velocity }, ahead.openUnits, listing.id)).quantity;
    const [before, now] = [run(book, ahead.velocity), run(bookAfter, shares)];
    rows.push({ listingId: listing.id, channelId: channel.id, productId: product.id, before, after: now });
  }
  return rows;
}

function editsFor(edits: RuleEdit[], productIds: string[]): RuleEdit[] {
  const here = new Set(productIds);
  return edits.filter(({ productId }) => productId === null || here.has(productId));
}

function isConcerned({ channelId, productId }: RuleScope, listing: Listing): boolean {
  return (
    (channelId ?? listing.channelId) === listing.channelId && (productId ?? listing.productId) === listing.productId
  );
}

function totals(rows: ListingEffect[]): Omit<Effect, "isSample"> {
  const count = (is: (row: ListingEffect) => boolean) => rows.filter(is).length;
  return {
    listings: rows.length,
    showing: count((row) => row.before > 0),
    toZero: count((row) => row.before > 0 && row.after === 0),
    raised: count((row) => row.after > row.before),
    lowered: count((row) => row.after < row.before && row.after > 0),
  };
}

/** The products whose listings the edits speak of; an even sample where there are very many. */
export async function productsConcerned(
  db: Db,
  edits: RuleScope[],
): Promise<{ productIds: string[]; isSample: boolean }> {
  const isAll = edits.some(({ channelId, productId }) => !channelId && !productId);
  const channelIds = edits.flatMap(({ channelId, productId }) => (channelId && !productId ? [channelId] : []));
  const rows = await rowsOf<{ id: string }>(db, "rule-concerned", concernedSql, [
    isAll,
    channelIds,
    edits.flatMap(({ productId }) => productId ?? []),
    productsMax + 1,
  ]);
  return { productIds: rows.slice(0, productsMax).map((row) => row.id), isSample: rows.length > productsMax };
}

const concernedSql = `
  select id from (
    select distinct product_id as id from listing
    where product_id is not null and ($1 or channel_id = any($2::uuid[]) or product_id = any($3::uuid[]))
  ) as concerned order by md5(id::text) limit $4`;
