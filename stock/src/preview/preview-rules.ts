import type pg from "pg";
import type { Refused } from "../outcome.ts";
import { atOneMoment } from "../publish/explain.ts";
import type { RuleEdit } from "../rule/edit.ts";
import { type Effect, effectOf, type ListingEffect } from "../rule/effect.ts";
import { refuseEdits } from "../rule/refuse-edits.ts";

/** What a change of rules would do. */
export interface RulePreview {
  effect: Effect;
  /** Listings whose number changes: those that would show nothing first, then the largest differences. */
  changed: ListingEffect[];
}

/** Tries a change of rules: runs the pipeline over all listings concerned, at one moment, and writes nothing. */
export async function previewRules(
  pool: pg.Pool,
  edits: RuleEdit[],
  at: Date,
): Promise<({ kind: "previewed" } & RulePreview) | Refused> {
  return atOneMoment(pool, async (db) => {
    const refusal = await refuseEdits(db, edits);
    if (refusal) return refusal;
    const { effect, rows } = await effectOf(db, edits, at);
    return { kind: "previewed", effect, changed: rows.filter((row) => row.after !== row.before).sort(byWeight) };
  });
}

function byWeight(a: ListingEffect, b: ListingEffect): number {
  const zeroed = Number(b.after === 0) - Number(a.after === 0);
  return zeroed || Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || (a.listingId < b.listingId ? -1 : 1);
}
