import { createHash } from "node:crypto";
import type pg from "pg";
import { keyLengthMax } from "../act.ts";
import { lockLinks } from "../catalogue/lock-links.ts";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { loadMappings, type Move, moveListings } from "./move-listings.ts";
import { decideWish, type ListingWish } from "./wish.ts";

/** The most listings that one act may name. */
export const wishesMax = 1000;

export interface ListingsToChange {
  /** Names this act for ever: sent again it is answered, not repeated. */
  key: string;
  actor: string;
  /** At most `wishesMax`, each listing once. */
  wishes: ListingWish[];
  /** What the key stands for, where that is not the wishes themselves. */
  asked?: unknown;
}

export type ChangedRow = { kind: "changed" | "unchanged"; listingId: string } | (Refused & { listingId: string });

export interface ChangedListings {
  kind: "listings_changed";
  actId: string;
  isRepeated: boolean;
  results: ChangedRow[];
}

/**
 * Links, unlinks or ignores listings, each by itself: a refused one stops no other. How each was before is kept, so that the act
 * can be undone. Done in pieces; one that broke off goes on when it is sent again with its key.
 */
export async function changeListings(
  pool: pg.Pool,
  { key, actor, wishes, asked = wishes }: ListingsToChange,
  at: Date,
): Promise<ChangedListings | Refused> {
  const refusal = refuseShape(key, wishes);
  if (refusal) return refusal;
  const fingerprint = createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 32);
  const act = await beginAct(pool, { key, fingerprint, actor, rows: wishes.length }, at);
  if (act.fingerprint !== fingerprint) {
    return refused("key_already_used", `key "${key}" was used before for another act`);
  }
  if (act.results) return { kind: "listings_changed", actId: act.id, isRepeated: true, results: act.results };
  const results: ChangedRow[] = [];
  for (let from = 0; from < wishes.length; from += chunkMax) {
    const chunk = wishes.slice(from, from + chunkMax);
    results.push(...(await transact(pool, (tx) => changeChunk(tx, act.id, chunk, actor, at))));
  }
  await endAct(pool, act.id, results, at);
  return { kind: "listings_changed", actId: act.id, isRepeated: false, results };
}

function refuseShape(key: string, wishes: ListingWish[]): Refused | null {
  if (key.length === 0 || key.length > keyLengthMax) {
    return refused("key_not_valid", `key must have 1–${keyLengthMax} characters, got ${key.length}`);
  }
  if (wishes.length > wishesMax) {
    return refused("quantity_out_of_range", `listings must be at most ${wishesMax}, got ${wishes.length}`);
  }
  const isTwice = new Set(wishes.map(({ listingId }) => listingId)).size < wishes.length;
  return isTwice ? refused("quantity_out_of_range", "each listing must be named once") : null;
}

interface Act {
  id: string;
  fingerprint: string;
  results: ChangedRow[] | null;
}

async function beginAct(
  pool: pg.Pool,
  act: { key: string; fingerprint: string; actor: string; rows: number },
  at: Date,
): Promise<Act> {
  await pool.query(
    `insert into listing_act (id, key, fingerprint, actor, rows, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (key) do nothing`,
    [newId(), act.key, act.fingerprint, act.actor, act.rows, at],
  );
  const { rows } = await pool.query<Act>("select id, fingerprint, results from listing_act where key = $1", [act.key]);
  if (!rows[0]) throw new Error(`act ${act.key} was not written`);
  return rows[0];
}

/** Listings of one transaction: while it runs, orders wait. */
const chunkMax = 100;

async function changeChunk(tx: Db, actId: string, wishes: ListingWish[], actor: string, at: Date) {
  await lockLinks(tx);
  const ids = wishes.map(({ listingId }) => listingId);
  const [listings, done] = [await loadMappings(tx, ids), await readDone(tx, actId, ids)];
  const [results, moves]: [ChangedRow[], Move[]] = [[], []];
  for (const wish of wishes) {
    const { listingId } = wish;
    const decided = done.has(listingId) ? "done" : await decideWish(tx, listings.get(listingId), wish);
    if (decided === "done") results.push({ kind: "changed", listingId });
    else if (decided.kind === "refused") results.push({ ...decided, listingId });
    else if (decided.kind === "unchanged") results.push({ kind: "unchanged", listingId });
    else {
      moves.push(decided);
      results.push({ kind: "changed", listingId });
    }
  }
  await moveListings(tx, moves, actor, at);
  await recordChanges(tx, actId, moves);
  return results;
}

async function readDone(tx: Db, actId: string, listingIds: string[]): Promise<Set<string>> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    "mapping-done",
    `select listing_id as id from listing_change where act_id = $1 and listing_id = any($2::uuid[])`,
    [actId, listingIds],
  );
  return new Set(rows.map(({ id }) => id));
}

async function recordChanges(tx: Db, actId: string, moves: Move[]): Promise<void> {
  if (moves.length === 0) return;
  await rowsOf(
    tx,
    "mapping-record",
    `insert into listing_change (act_id, listing_id, from_status, from_product_id, from_match, to_status, to_product_id)
     select $1, n.* from unnest($2::uuid[], $3::listing_status[], $4::uuid[], $5::jsonb[], $6::listing_status[], $7::uuid[]) n`,
    [
      actId,
      moves.map(({ from }) => from.id),
      moves.map(({ from }) => from.status),
      moves.map(({ from }) => from.productId),
      moves.map(({ from: { id, channelId, platformId, ...mapping } }) => JSON.stringify(mapping)),
      moves.map(({ to }) => to.status),
      moves.map(({ to }) => to.productId),
    ],
  );
}

async function endAct(pool: pg.Pool, actId: string, results: ChangedRow[], at: Date): Promise<void> {
  await pool.query("update listing_act set finished_at = $2, results = $3 where id = $1 and finished_at is null", [
    actId,
    at,
    JSON.stringify(results),
  ]);
}
