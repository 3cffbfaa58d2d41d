import { apply } from "../apply.ts";
import { ordersToLink } from "../catalogue/orders-to-link.ts";
import type { ImportOrder } from "../command.ts";
import { releaseExposures } from "../guarantee/release-exposures.ts";
import { type Db, rowsOf } from "../query.ts";
import { announce } from "../write/announcement.ts";

/** How a listing is matched: all of it, so that it can be put back. */
export interface Mapping {
  status: "linked" | "suggested" | "unlinked" | "ignored" | "conflict";
  productId: string | null;
  suggestedId: string | null;
  packSize: number | null;
  matchReason: string | null;
  confidence: number | null;
  candidates: unknown;
  isHandsOff: boolean;
}

export interface MappedListing extends Mapping {
  id: string;
  channelId: string;
  platformId: string;
}

/** Nothing but a status. */
export const plainMapping: Omit<Mapping, "status"> = {
  ...{ productId: null, suggestedId: null, packSize: null, matchReason: null, confidence: null },
  ...{ candidates: null, isHandsOff: false },
};

/** Listings of channels that are not removed, by id. */
export async function loadMappings(db: Db, listingIds: string[]): Promise<Map<string, MappedListing>> {
  const rows = await rowsOf<MappedListing>(
    db,
    "mapping-load",
    `select l.id, l.channel_id as "channelId", l.platform_id as "platformId", l.status, l.product_id as "productId",
       l.suggested_id as "suggestedId", l.pack_size as "packSize", l.match_reason as "matchReason", l.confidence,
       l.candidates, l.is_hands_off as "isHandsOff"
     from listing l join channel c on c.id = l.channel_id where l.id = any($1::uuid[]) and c.removed_at is null`,
    [listingIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Move {
  from: MappedListing;
  to: Mapping;
}

/**
 * Gives listings another mapping. What is linked is published, and order lines that waited for it reserve at once; lines that
 * had a product keep it. What shows no product any more is published no more. The caller holds `lockLinks`.
 */
export async function moveListings(tx: Db, moves: Move[], actor: string, at: Date): Promise<void> {
  if (moves.length === 0) return;
  const moved = moves.filter(({ from, to }) => from.productId !== null && to.productId !== from.productId);
  if (moved.length > 0)
    await releaseExposures(
      tx,
      moved.map(({ from }) => from.id),
    );
  await storeMappings(tx, moves, at);
  const linked = moves.filter(({ from, to }) => to.productId !== null && to.productId !== from.productId);
  const productIds = moves.flatMap(({ from, to }) => [from.productId, to.productId]).filter((id) => id !== null);
  const orders = await ordersOf(tx, linked, actor);
  const outcomes = await apply(tx, [...orders, { verb: "republish", productIds: [...new Set(productIds)] }], at);
  const refusal = outcomes.find((outcome) => outcome.kind === "refused");
  if (refusal) throw new Error(`an order cannot be linked: ${refusal.refusal.message}`);
  const left = moves.flatMap(({ from, to }) => (to.productId === null && from.productId !== null ? [from.id] : []));
  await stopPublishing(tx, left, at);
  // The writer tells only of numbers that changed; a link is to be seen even when none did.
  await announce(tx, { products: productIds });
}

async function storeMappings(tx: Db, moves: Move[], at: Date): Promise<void> {
  await rowsOf(tx, "mapping-move", moveSql, [
    moves.map(({ from }) => from.id),
    moves.map(({ to }) => to.status),
    moves.map(({ to }) => to.productId),
    moves.map(({ to }) => to.suggestedId),
    moves.map(({ to }) => to.packSize),
    moves.map(({ to }) => to.matchReason),
    moves.map(({ to }) => to.confidence),
    moves.map(({ to }) => (to.candidates === null ? null : JSON.stringify(to.candidates))),
    moves.map(({ to }) => to.isHandsOff),
    at,
  ]);
}

const moveSql = `
  update listing l set status = n.status, product_id = n.product_id, suggested_id = n.suggested_id, pack_size = n.pack_size,
    match_reason = n.reason, confidence = n.confidence, candidates = n.candidates, is_hands_off = n.is_hands_off,
    updated_at = $10
  from unnest($1::uuid[], $2::listing_status[], $3::uuid[], $4::uuid[], $5::int[], $6::match_reason[], $7::int[],
    $8::jsonb[], $9::bool[])
    as n(id, status, product_id, suggested_id, pack_size, reason, confidence, candidates, is_hands_off)
  where l.id = n.id`;

async function ordersOf(tx: Db, linked: Move[], actor: string): Promise<ImportOrder[]> {
  const byChannel = Map.groupBy(linked, ({ from }) => from.channelId);
  const orders: ImportOrder[] = [];
  for (const [channelId, moves] of byChannel) {
    const platformIds = moves.map(({ from }) => from.platformId);
    orders.push(...(await ordersToLink(tx, channelId, platformIds, actor)));
  }
  return orders;
}

/** What nobody publishes is not pushed, and a push under way has nobody left to read it back for. */
async function stopPublishing(tx: Db, listingIds: string[], at: Date): Promise<void> {
  if (listingIds.length === 0) return;
  await tx.query("delete from published_quantity where listing_id = any($1::uuid[])", [listingIds]);
  await tx.query(
    `update push set state = 'superseded', ended_at = $2, error = 'the listing was unlinked'
     where listing_id = any($1::uuid[]) and state = 'sent'`,
    [listingIds, at],
  );
}
