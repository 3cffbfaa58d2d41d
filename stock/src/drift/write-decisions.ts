import type pg from "pg";
import { addChannelJobSql } from "../add-job-sql.ts";
import { newId } from "../new-id.ts";
import { believeLive } from "./believe-live.ts";
import type { DriftCause } from "./judge.ts";
import type { Doubt } from "./load-evidence.ts";
import type { Treatment } from "./treat.ts";

/** What is to become of one doubt. */
export type Decision =
  | { doubt: Doubt; kind: "moot" | "waiting" | "explained" | "unseen_order" | "unsure" | "known" }
  | { doubt: Doubt; kind: "drift"; cause: DriftCause; treatment: Treatment };

/** A drift that was found now. */
export interface FoundDrift {
  driftId: string;
  listingId: string;
  cause: string;
  treatment: "push" | "ask" | "adopt";
}

/** Records what was decided: drifts, what is believed of healed ones, and which doubts are over. Queues the push. */
export async function writeDecisions(
  tx: pg.PoolClient,
  channelId: string,
  decisions: Decision[],
  at: Date,
): Promise<FoundDrift[]> {
  const found = decisions.flatMap((decision) => toRow(decision) ?? []);
  if (found.length > 0)
    await tx.query({ name: "drift_insert", text: insertSql, values: columns(channelId, found, at) });
  const healed = found.filter((row) => row.treatment === "push");
  if (healed.length > 0) {
    await believeLive(tx, healed, at);
    await tx.query(`select ${addChannelJobSql("push_stock", "push", "$1::uuid")}`, [channelId]);
  }
  const over = decisions.filter(({ kind }) => kind !== "waiting" && kind !== "unsure");
  await tx.query({
    name: "drift_end_doubts",
    text: "delete from doubt where listing_id = any ($1::uuid[])",
    values: [over.map(({ doubt }) => doubt.listingId)],
  });
  return found.flatMap((row) => (row.treatment === null ? [] : [{ ...row, treatment: row.treatment }]));
}

interface Row extends Omit<FoundDrift, "treatment"> {
  foundAt: Date;
  expected: number;
  live: number;
  policy: string;
  /** Null: explained by an order, so nothing is to be done. */
  treatment: FoundDrift["treatment"] | null;
  note: string | null;
}

/** The row to write; null when there is nothing to tell that is not told already. */
function toRow(decision: Decision): Row | null {
  const { doubt } = decision;
  const { live, expectedThen: expected } = doubt.evidence;
  const told = { listingId: doubt.listingId, foundAt: doubt.readAt, expected, live, policy: doubt.policy };
  const driftId = doubt.open?.id ?? newId();
  if (decision.kind === "unseen_order") return { ...told, driftId, cause: decision.kind, treatment: null, note: null };
  if (decision.kind !== "drift") return null;
  const { cause, treatment } = decision;
  const note = treatment.kind === "ask" ? treatment.note : null;
  return { ...told, driftId, cause, treatment: treatment.kind, note };
}

function columns(channelId: string, rows: Row[], at: Date): unknown[] {
  return [
    channelId,
    rows.map((row) => row.driftId),
    rows.map((row) => row.listingId),
    rows.map((row) => row.foundAt),
    rows.map((row) => row.expected),
    rows.map((row) => row.live),
    rows.map((row) => row.cause),
    rows.map((row) => row.policy),
    rows.map((row) => row.treatment),
    rows.map((row) => row.note),
    at,
  ];
}

// A drift that is open already is the same one, as it shows now.
const insertSql = `
  with given as (
    select * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::int[], $6::int[], $7::drift_cause[],
      $8::drift_policy[], $9::text[], $10::text[])
      as given (id, listing_id, found_at, expected, live, cause, policy, treatment, note)
  )
  insert into drift as d (id, channel_id, listing_id, found_at, expected, live, cause, policy, note, healing_at, ended_at, ended_as)
  select id, $1, listing_id, found_at, expected, live, cause, policy, note,
    case when treatment = 'push' then $11::timestamptz end,
    case when treatment is null then $11 end,
    case when treatment is null then 'explained'::drift_end end
  from given
  on conflict (listing_id) where ended_at is null do update set
    expected = excluded.expected, live = excluded.live, cause = excluded.cause, policy = excluded.policy,
    note = excluded.note, healing_at = coalesce(d.healing_at, excluded.healing_at),
    ended_at = excluded.ended_at, ended_as = excluded.ended_as`;
