import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";
import { apply } from "../apply.ts";
import { type Refused, refused } from "../outcome.ts";
import { lockPublished } from "../push/lock-published.ts";
import { transact } from "../transact.ts";
import { whyNotAdoptable } from "./adoptable.ts";
import { believeLive } from "./believe-live.ts";

/** What a person, or the channel's policy, does about one open drift. */
export type DriftAnswer = "push" | "adopt" | "dismiss";

export interface SettleDrift {
  driftId: string;
  answer: DriftAnswer;
  actor: string;
}

export type DriftSettled = { kind: "settled"; driftId: string; listingId: string } | Refused;

/**
 * Ends one open drift. `push`: the hub's number is written again. `adopt`: the difference becomes an adjustment of the pool, which
 * is refused where one unit there is not surely one unit here. `dismiss`: nothing is done as long as both numbers stay the same.
 * Answered a second time it is refused: the drift is no longer open.
 */
export async function settleDrift(
  pool: pg.Pool,
  { driftId, answer, actor }: SettleDrift,
  at: Date,
): Promise<DriftSettled> {
  return transact(pool, async (tx) => {
    const known = await readOpen(tx, driftId);
    if (!known) return refused("drift_not_found", `there is no open drift ${driftId}`);
    const done = await act(tx, { ...known, driftId, actor }, answer, at);
    if (done.kind === "refused") return done;
    return { kind: "settled", driftId, listingId: known.listingId };
  });
}

interface OpenDrift {
  driftId: string;
  actor: string;
  listingId: string;
  channelId: string;
  channelCode: string;
  expected: number;
  live: number;
}

async function act(
  tx: pg.PoolClient,
  drift: OpenDrift,
  answer: DriftAnswer,
  at: Date,
): Promise<Refused | { kind: "done" }> {
  switch (answer) {
    case "push":
      return push(tx, drift, at);
    case "adopt":
      return adopt(tx, drift, at);
    case "dismiss":
      return end(tx, drift, "dismissed", at);
  }
}

async function push(tx: pg.PoolClient, drift: OpenDrift, at: Date): Promise<{ kind: "done" }> {
  await lockPublished(tx, [drift.listingId]);
  await believeLive(tx, [drift], at);
  await tx.query("update drift set healing_at = $2, ended_by = $3 where id = $1", [drift.driftId, at, drift.actor]);
  await tx.query(`select ${addChannelJobSql("push_stock", "push", "$1::uuid")}`, [drift.channelId]);
  return { kind: "done" };
}

// The writer goes first: it locks the product, and whoever locks a product and its published quantity does so in that order.
async function adopt(tx: pg.PoolClient, drift: OpenDrift, at: Date): Promise<Refused | { kind: "done" }> {
  const facts = await readAdoption(tx, drift);
  const why = facts && whyNotAdoptable({ ...facts, expected: drift.expected });
  if (!facts || why !== null) return refused("drift_not_adoptable", why ?? "the listing is no longer linked");
  const { productId, locationId } = facts;
  const [outcome] = await apply(
    tx,
    [
      {
        ...{
          verb: "adjust",
          key: `drift/${drift.driftId}`,
          actor: drift.actor,
          reason: `adopted from ${drift.channelCode}`,
        },
        ...{ productId, locationId, change: { kind: "by", delta: drift.live - drift.expected } },
      },
    ],
    at,
  );
  if (outcome?.kind === "refused") return outcome;
  await lockPublished(tx, [drift.listingId]);
  await believeLive(tx, [drift], at);
  return end(tx, drift, "adopted", at);
}

async function end(tx: pg.PoolClient, drift: OpenDrift, as: string, at: Date): Promise<{ kind: "done" }> {
  const sql = "update drift set ended_at = $2, ended_as = $3::drift_end, ended_by = $4 where id = $1";
  await tx.query(sql, [drift.driftId, at, as, drift.actor]);
  return { kind: "done" };
}

type Known = Omit<OpenDrift, "driftId" | "actor">;

async function readOpen(tx: pg.PoolClient, driftId: string): Promise<Known | null> {
  const { rows } = await tx.query<Known>({
    name: "drift_read_open",
    text: `
      select d.listing_id as "listingId", d.channel_id as "channelId", c.code as "channelCode", d.expected, d.live
      from drift d join channel c on c.id = d.channel_id
      where d.id = $1 and d.ended_at is null and d.healing_at is null
      for update of d`,
    values: [driftId],
  });
  return rows[0] ?? null;
}

async function readAdoption(tx: pg.PoolClient, { listingId, channelId }: OpenDrift) {
  const { rows } = await tx.query<{
    productId: string;
    locationId: string;
    locations: number;
    isBundle: boolean;
    quantity: number;
    available: number | null;
  }>({
    name: "drift_read_adoption",
    text: `
      select pr.id as "productId", place.location_id as "locationId", place.locations, p.quantity,
        pr.current_recipe_id is not null as "isBundle", coalesce(s.available, 0) as available
      from listing l join published_quantity p on p.listing_id = l.id join product pr on pr.id = l.product_id
      cross join lateral (
        select min(cl.location_id::text)::uuid as location_id, count(*)::int as locations
        from channel_location cl join location o on o.id = cl.location_id and o.deactivated_at is null
        where cl.channel_id = $2
      ) as place
      left join stock_level s on s.product_id = pr.id and s.location_id = place.location_id
      where l.id = $1 and p.expected = (select d.expected from drift d where d.listing_id = l.id and d.ended_at is null)`,
    values: [listingId, channelId],
  });
  return rows[0] ?? null;
}
