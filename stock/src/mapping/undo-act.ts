import type pg from "pg";
import { lockLinks } from "../catalogue/lock-links.ts";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import type { ChangedRow } from "./change-listings.ts";
import { loadMappings, type Mapping, type Move, moveListings } from "./move-listings.ts";

export interface UndoneAct {
  kind: "act_undone";
  actId: string;
  results: ChangedRow[];
}

/**
 * Puts every listing of an act back to what it was before, except those that were changed since. Order lines keep the product
 * that the link gave them. In pieces; one that broke off goes on when it is asked for again.
 */
export async function undoListingAct(
  pool: pg.Pool,
  { actId, actor }: { actId: string; actor: string },
  at: Date,
): Promise<UndoneAct | Refused> {
  const { rows } = await pool.query<{ undoneAt: Date | null }>(
    `select undone_at as "undoneAt" from listing_act where id = $1`,
    [actId],
  );
  const [act] = rows;
  if (!act) return refused("act_not_found", `there is no act ${actId}`);
  if (act.undoneAt) return refused("already_undone", `act ${actId} was undone at ${act.undoneAt.toISOString()}`);
  const results: ChangedRow[] = [];
  for (let after = firstId; ; ) {
    const chunk = await transact(pool, (tx) => undoChunk(tx, actId, after, actor, at));
    const last = chunk.at(-1);
    if (!last) break;
    results.push(...chunk);
    after = last.listingId;
  }
  await pool.query("update listing_act set undone_at = $2, undone_by = $3 where id = $1 and undone_at is null", [
    actId,
    at,
    actor,
  ]);
  return { kind: "act_undone", actId, results };
}

const firstId = "00000000-0000-0000-0000-000000000000";
const chunkMax = 100;

interface Change {
  listingId: string;
  match: Mapping;
  toStatus: Mapping["status"];
  toProductId: string | null;
}

async function undoChunk(tx: Db, actId: string, after: string, actor: string, at: Date): Promise<ChangedRow[]> {
  await lockLinks(tx);
  const changes = await rowsOf<Change>(
    tx,
    "mapping-undo",
    `select listing_id as "listingId", from_match as match, to_status as "toStatus", to_product_id as "toProductId"
     from listing_change where act_id = $1 and undone_at is null and listing_id > $2 order by listing_id limit ${chunkMax}`,
    [actId, after],
  );
  const ids = changes.map(({ listingId }) => listingId);
  const listings = await loadMappings(tx, ids);
  const [results, moves]: [ChangedRow[], Move[]] = [[], []];
  for (const { listingId, match, toStatus, toProductId } of changes) {
    const from = listings.get(listingId);
    if (!from || from.status !== toStatus || from.productId !== toProductId) {
      results.push({ listingId, ...refused("changed_since", `listing ${listingId} was changed since`) });
      continue;
    }
    moves.push({ from, to: match });
    results.push({ kind: "changed", listingId });
  }
  await moveListings(tx, moves, actor, at);
  await tx.query("update listing_change set undone_at = $3 where act_id = $1 and listing_id = any($2::uuid[])", [
    actId,
    moves.map(({ from }) => from.id),
    at,
  ]);
  return results;
}
