import type { Draft } from "../draft.ts";
import type { DraftExposure } from "../guarantee/draft-exposure.ts";
import { quantityMax } from "../quantity.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Exposures and where they draw, of listings that changed. */
export function exposureParts(draft: Draft): (Part | null)[] {
  if (draft.exposures.size === 0) return [];
  const all = [...draft.exposures.values()];
  const changed = all.filter((one) => one.isChanged && !one.isNew && !one.isEnded);
  const draws = all.filter((one) => (one.isChanged || one.isNew) && !one.isEnded).flatMap(drawsOf);
  return [
    insertInto(
      "exposure",
      "new_exposures",
      { ...columns, since: { type: "timestamptz", value: draft.at } },
      all.filter((one) => one.isNew && !one.isEnded),
    ),
    updateExposures(changed),
    deleteEnded(all.filter((one) => one.isEnded && !one.isNew)),
    dropDraws(changed, draws),
    putDraws(draws),
  ];
}

const columns: Columns<DraftExposure> = {
  listing_id: ["uuid", (one) => one.listingId],
  channel_id: ["uuid", (one) => one.channel.id],
  units: ["int", (one) => atLeast(one.units)],
  next_units: ["int", (one) => (one.next ? atLeast(one.next.units) : null)],
  next_from: ["timestamptz", (one) => one.next?.from ?? null],
  next_after: ["timestamptz", (one) => one.next?.after ?? null],
  is_next_blurred: ["bool", (one) => one.next?.isBlurred ?? false],
  raised: ["int", (one) => one.raised],
  changes: ["int", (one) => one.changes],
};

function updateExposures(exposures: DraftExposure[]): Part | null {
  if (exposures.length === 0) return null;
  const rows = rowsFrom(columns, exposures);
  const sql = `update exposure e set units = n.units, next_units = n.next_units, next_from = n.next_from,
      next_after = n.next_after, is_next_blurred = n.is_next_blurred, raised = n.raised,
      changes = n.changes
    from (${rows.text}) as n(${Object.keys(columns)}) where e.listing_id = n.listing_id`;
  return { name: "changed_exposures", sql, values: rows.values };
}

function deleteEnded(exposures: DraftExposure[]): Part | null {
  if (exposures.length === 0) return null;
  const ids = `{${exposures.map((one) => one.listingId)}}`;
  return { name: "ended_exposures", sql: "delete from exposure where listing_id = any($1::uuid[])", values: [ids] };
}

interface DrawRow {
  listingId: string;
  productId: string;
  locationId: string;
  units: number;
}

function drawsOf({ listingId, draws }: DraftExposure): DrawRow[] {
  return draws.map((one) => ({ listingId, ...one }));
}

const drawColumns: Columns<DrawRow> = {
  listing_id: ["uuid", (one) => one.listingId],
  product_id: ["uuid", (one) => one.productId],
  location_id: ["uuid", (one) => one.locationId],
  units: ["int", (one) => one.units],
};

/** Draws that are no more; those that stay are put by `putDraws`, since one statement may not touch a row twice. */
function dropDraws(exposures: DraftExposure[], kept: DrawRow[]): Part | null {
  if (exposures.length === 0) return null;
  const rows = rowsFrom(drawColumns, kept);
  const ids = `{${exposures.map((one) => one.listingId)}}`;
  const sql = `delete from exposure_draw d where d.listing_id = any($${rows.values.length + 1}::uuid[]) and not exists (
      select from (${rows.text}) as n(${Object.keys(drawColumns)})
      where n.listing_id = d.listing_id and n.product_id = d.product_id and n.location_id = d.location_id)`;
  return { name: "dropped_draws", sql, values: [...rows.values, ids] };
}

function putDraws(draws: DrawRow[]): Part | null {
  const part = insertInto("exposure_draw", "put_draws", drawColumns, draws);
  const sql = `on conflict (listing_id, product_id, location_id) do update set units = excluded.units`;
  return part && { ...part, sql: `${part.sql} ${sql}` };
}

/** Orders of absurd numbers bring an exposure further below zero than an `int` goes. */
function atLeast(units: number): number {
  return Math.max(-quantityMax, units);
}
