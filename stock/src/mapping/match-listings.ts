import { apply } from "../apply.ts";
import { lockLinks } from "../catalogue/lock-links.ts";
import { ordersToLink } from "../catalogue/orders-to-link.ts";
import { type Db, rowsOf } from "../query.ts";
import { loadCatalogue } from "./load-catalogue.ts";
import { type Candidate, type Match, matchListing } from "./match-listing.ts";

/** How many listings have which state now, of those that were looked at. */
export interface Tally {
  linked: number;
  suggested: number;
  conflicts: number;
  unlinked: number;
}

/**
 * Matches these listings of a channel anew. What is linked or ignored stays as it is. One that is sure is linked and published, and
 * order lines that waited for it reserve. Runs inside the caller's transaction; harmless to repeat.
 */
export async function matchListings(tx: Db, channelId: string, platformIds: string[], at: Date): Promise<Tally> {
  let matched = await decideMatches(tx, channelId, platformIds);
  if (matched.some(({ match }) => match.kind === "linked")) {
    await lockLinks(tx);
    matched = await decideMatches(tx, channelId, platformIds);
  }
  await storeMatches(tx, matched, at);
  await publishLinked(tx, channelId, matched, at);
  const count = (kind: Match["kind"]) => matched.filter(({ match }) => match.kind === kind).length;
  return {
    linked: count("linked"),
    suggested: count("suggested"),
    conflicts: count("conflict"),
    unlinked: count("unlinked"),
  };
}

interface OpenListing {
  id: string;
  platformId: string;
  sku: string | null;
  barcode: string | null;
  title: string;
  status: string;
  sharesBarcode: boolean;
  mayLinkAtOnce: boolean;
}

interface Matched {
  listing: OpenListing;
  match: Match;
}

async function decideMatches(db: Db, channelId: string, platformIds: string[]): Promise<Matched[]> {
  const listings = await rowsOf<OpenListing>(db, "mapping-open", openSql, [channelId, platformIds]);
  const catalogue = await loadCatalogue(db, listings);
  return listings.map((listing) => ({ listing, match: matchListing(listing, catalogue) }));
}

const openSql = `
  select l.id, l.platform_id as "platformId", l.sku, l.barcode, l.title, l.status,
    c.links_at_once and not l.is_hands_off and l.vanished_at is null as "mayLinkAtOnce",
    exists (select from listing o where o.channel_id = l.channel_id and code_key(o.barcode) = code_key(l.barcode)
      and o.id <> l.id and o.vanished_at is null) as "sharesBarcode"
  from listing l join channel c on c.id = l.channel_id
  where l.channel_id = $1 and l.platform_id = any($2::text[]) and l.status in ('unlinked', 'suggested', 'conflict')
  order by l.platform_id`;

async function storeMatches(db: Db, matched: Matched[], at: Date): Promise<void> {
  if (matched.length === 0) return;
  const one = ({ match }: Matched): Candidate | null =>
    match.kind === "linked" || match.kind === "suggested" ? match.candidate : null;
  await rowsOf(db, "mapping-store-matches", storeSql, [
    matched.map(({ listing }) => listing.id),
    matched.map(({ listing }) => listing.status),
    matched.map(({ match }) => match.kind),
    matched.map((row) => one(row)?.productId ?? null),
    matched.map((row) => one(row)?.packSize ?? null),
    matched.map((row) => one(row)?.reason ?? null),
    matched.map((row) => one(row)?.confidence ?? null),
    matched.map(({ match }) => (match.kind === "conflict" ? JSON.stringify(match.candidates) : null)),
    at,
  ]);
}

// A person who chose meanwhile is not overruled: the row is written only while it has the status that was read. One that
// stays as it is, is not written at all.
const storeSql = `
  update listing l set status = n.status,
    product_id = case when n.status = 'linked' then n.product_id end,
    suggested_id = case when n.status = 'suggested' then n.product_id end,
    pack_size = n.pack_size, match_reason = n.reason, confidence = n.confidence, candidates = n.candidates, updated_at = $9
  from unnest($1::uuid[], $2::listing_status[], $3::listing_status[], $4::uuid[], $5::int[], $6::match_reason[], $7::int[],
    $8::jsonb[]) as n(id, was, status, product_id, pack_size, reason, confidence, candidates)
  where l.id = n.id and l.status = n.was
    and (l.status, l.suggested_id, l.pack_size, l.match_reason, l.confidence, l.candidates)
      is distinct from (n.status, n.product_id, n.pack_size, n.reason, n.confidence, n.candidates)`;

async function publishLinked(db: Db, channelId: string, matched: Matched[], at: Date): Promise<void> {
  const linked = matched.flatMap(({ listing, match }) =>
    match.kind === "linked" ? [{ platformId: listing.platformId, productId: match.candidate.productId }] : [],
  );
  if (linked.length === 0) return;
  const platformIds = linked.map(({ platformId }) => platformId);
  const orders = await ordersToLink(db, channelId, platformIds, `channel:${channelId}`);
  const republish = { verb: "republish", productIds: linked.map(({ productId }) => productId) } as const;
  const outcomes = await apply(db, [...orders, republish], at);
  const refusal = outcomes.find((outcome) => outcome.kind === "refused");
  if (refusal) throw new Error(`an order of channel ${channelId} cannot be linked: ${refusal.refusal.message}`);
}
