import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { changedBefore, lockRuleChanges, makeChange, type RulesChanged } from "./change-rules.ts";
import { type RuleEdit, scopeKey, valuesFrom } from "./edit.ts";
import type { RuleValues } from "./fields.ts";
import { readRules } from "./write-edits.ts";

export interface RuleUndo {
  key: string;
  actor: string;
  changeId: string;
  confirmZeroing: boolean;
}

/**
 * Takes a change of rules back: every rule that it touched is as it was before. Refused when it was taken back already, or when
 * a newer change touched one of the same rules. The undoing is a change of its own, and can be taken back like any other.
 */
export async function undoRuleChange(pool: pg.Pool, undo: RuleUndo, at: Date): Promise<RulesChanged | Refused> {
  return transact(pool, async (tx) => {
    await lockRuleChanges(tx);
    const [change] = await rowsOf<{ reason: string; undoneById: string | null }>(
      tx,
      "rule-change-to-undo",
      `select c.reason, u.id as "undoneById" from rule_change c left join rule_change u on u.undoes_id = c.id where c.id = $1`,
      [undo.changeId],
    );
    if (!change) return refused("rule_change_not_found", `there is no change of rules ${undo.changeId}`);
    const { key, actor, confirmZeroing } = undo;
    const rows = await rowsOfChange(tx, undo.changeId);
    const edits = rows.map(({ channelId, productId, before }): RuleEdit => ({ channelId, productId, set: before }));
    const back = { key, actor, confirmZeroing, reason: `undo: ${change.reason}`, edits };
    const known = await changedBefore(tx, back);
    if (known) return known;
    if (change.undoneById) return refused("rule_change_undone", `the change "${change.reason}" was taken back before`);
    return (await refuseNewer(tx, undo.changeId, rows)) ?? makeChange(tx, back, undo.changeId, at);
  });
}

interface Row {
  channelId: string | null;
  productId: string | null;
  before: RuleValues | null;
  after: RuleValues | null;
}

async function rowsOfChange(tx: Db, changeId: string): Promise<Row[]> {
  return rowsOf<Row>(
    tx,
    "rule-change-rows-of",
    `select channel_id as "channelId", product_id as "productId", before, after
     from rule_change_row where change_id = $1 order by id`,
    [changeId],
  );
}

/** A rule that is not as the change left it was touched since: taking the change back would take that back, too. */
async function refuseNewer(tx: Db, changeId: string, rows: Row[]): Promise<Refused | null> {
  const edits = rows.map(({ channelId, productId }) => ({ channelId, productId, set: null }));
  const now = new Map((await readRules(tx, edits)).map((rule) => [scopeKey(rule), valuesFrom(rule)]));
  const touched = rows.filter((row) => {
    const left = row.after && valuesFrom(row.after);
    return JSON.stringify(now.get(scopeKey(row)) ?? null) !== JSON.stringify(left);
  });
  const [first] = touched;
  if (!first) return null;
  const [newer] = await rowsOf<{ reason: string; at: Date; actor: string }>(tx, "rule-change-newest", newestSql, [
    changeId,
    first.channelId,
    first.productId,
  ]);
  const by = newer ? `, last by ${newer.actor} at ${newer.at.toISOString()} ("${newer.reason}")` : "";
  return refused("rule_changed_since", `${touched.length} of its ${rows.length} rules were changed since${by}`);
}

const newestSql = `
  select c.reason, c.at, c.actor from rule_change_row r join rule_change c on c.id = r.change_id
  where r.channel_id is not distinct from $2 and r.product_id is not distinct from $3 and c.id <> $1
  order by c.at desc limit 1`;
