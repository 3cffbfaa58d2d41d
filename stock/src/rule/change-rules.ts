import { createHash } from "node:crypto";
import type pg from "pg";
import { keyLengthMax } from "../act.ts";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { type RuleEdit, scopeKey } from "./edit.ts";
import { type Effect, effectOf } from "./effect.ts";
import { queueRepublishOf } from "./queue-republish-of.ts";
import { refuseEdits } from "./refuse-edits.ts";
import { refuseZeroing } from "./refuse-zeroing.ts";
import { writeEdits } from "./write-edits.ts";

/** Rules to change in one act. */
export interface RuleChange {
  key: string;
  actor: string;
  reason: string;
  edits: RuleEdit[];
  /** The second yes: the change may set more listings to zero than the hub's limit. */
  confirmZeroing: boolean;
}

export interface RulesChanged {
  kind: "rules_changed";
  changeId: string;
  isRepeated: boolean;
}

/**
 * Changes rules, all of them or none, keeps how they were before, and queues what publishes the listings concerned anew. The same
 * key with the same content changes nothing a second time.
 */
export async function changeRules(pool: pg.Pool, change: RuleChange, at: Date): Promise<RulesChanged | Refused> {
  return transact(pool, async (tx) => {
    await lockRuleChanges(tx);
    return (
      (await changedBefore(tx, change)) ?? (await refuseEdits(tx, change.edits)) ?? makeChange(tx, change, null, at)
    );
  });
}

/** Makes a change that is known to be valid; `undoesId` names the one that it takes back. */
export async function makeChange(
  tx: Db,
  change: RuleChange,
  undoesId: string | null,
  at: Date,
): Promise<RulesChanged | Refused> {
  const { effect } = await effectOf(tx, change.edits, at);
  const refusal = change.confirmZeroing ? null : await refuseZeroing(tx, effect);
  if (refusal) return refusal;
  const changeId = newId();
  await insertChange(tx, changeId, change, undoesId, effect, at);
  await writeEdits(tx, changeId, change.edits, at);
  await queueRepublishOf(tx, changeId, change.edits);
  return { kind: "rules_changed", changeId, isRepeated: false };
}

/** Lets one change of rules go at a time, so that each knows how the rules were before it. Readers go on. */
export async function lockRuleChanges(tx: Db): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtext('stockpool change of rules'))");
}

/** The outcome of the same key before; null when it is new. */
export async function changedBefore(tx: Db, change: RuleChange): Promise<RulesChanged | Refused | null> {
  const { key } = change;
  if (key.length === 0 || key.length > keyLengthMax) {
    return refused("key_not_valid", `key must have 1–${keyLengthMax} characters, got ${key.length}`);
  }
  const [known] = await rowsOf<{ id: string; fingerprint: string }>(
    tx,
    "rule-change-by-key",
    "select id, fingerprint from rule_change where key = $1",
    [key],
  );
  if (!known) return null;
  if (known.fingerprint === fingerprintOf(change))
    return { kind: "rules_changed", changeId: known.id, isRepeated: true };
  return refused("key_already_used", `key "${key}" was used before for another change of rules`);
}

async function insertChange(
  tx: Db,
  id: string,
  change: RuleChange,
  undoesId: string | null,
  effect: Effect,
  at: Date,
): Promise<void> {
  await rowsOf(
    tx,
    "rule-change-insert",
    `insert into rule_change (id, key, fingerprint, at, actor, reason, undoes_id, effect)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, change.key, fingerprintOf(change), at, change.actor, change.reason, undoesId, JSON.stringify(effect)],
  );
}

/** The same edits in any order give the same text; a second yes is not content. */
function fingerprintOf({ edits }: RuleChange): string {
  const content = edits
    .map((edit) => `${scopeKey(edit)} ${edit.set && JSON.stringify(Object.entries(edit.set).sort(byName))}`)
    .sort();
  return createHash("sha256").update(content.join("\n")).digest("hex").slice(0, 32);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
