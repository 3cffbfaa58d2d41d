import type { RuleScope } from "../catalogue/queue-jobs.ts";
import { dealAnew, mayGuarantee } from "../preview/deal-anew.ts";
import { wholePools } from "../preview/read-past.ts";
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

/** Products looked at, so that a person who types waits a second or two; of more, an even sample. */
const productsMax = 5_000;
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
  const { read, bookAfter } = await readDealt(db, productIds, edits, at);
  const { pool, listings, channels, rules, ahead } = read;
  const shares = await sharesAfter(db, { listings, before: rules, book: bookAfter, velocity: ahead.velocity });
  const members = [...listings.values()].flat().flatMap((listing) => {
    const [channel, product] = [channels.get(listing.channelId), pool.products.get(listing.productId ?? "")];
    const velocity = shares.get(listing.id) ?? null;
    return channel && product ? [{ id: listing.id, listing, channel, product, velocity }] : [];
  });
  const dealt = dealAnew(pool, bookAfter, members, () => 0);
  const here = new Set(productIds);
  return members.flatMap(({ id, listing, channel, product }): ListingEffect[] => {
    if (!here.has(product.id) || !edits.some((edit) => isConcerned(edit, listing))) return [];
    const before = read.published.get(id) ?? 0;
    const own = dealt.parts.get(id) ?? null;
    const facts = factsOf({ velocity: shares }, ahead.openUnits, id, own);
    const after = publish(own ? pool : dealt.shared, bookAfter, channel, product, facts).quantity;
    return [{ listingId: id, channelId: channel.id, productId: product.id, before, after }];
  });
}

/** What is read of products; where stock is dealt, also of all that shares it with them, alone or inside bundles. */
async function readDealt(db: Db, productIds: string[], edits: RuleEdit[], at: Date) {
  const readAll = async (ids: string[]) => {
    const read = await readPool(db, ids, at, (known) => editRules(known, editsFor(edits, ids)));
    return { read, bookAfter: ruleBook(read.after) };
  };
  const alone = await readAll(productIds);
  if (!mayGuarantee(alone.bookAfter)) return alone;
  const sharing = await wholePools(db, productIds);
  return sharing.length === productIds.length ? alone : readAll(sharing);
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
