import type { RuleScope } from "../catalogue/queue-jobs.ts";
import { newId } from "../new-id.ts";
import { ruleFields } from "../publish/inherit.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Rule } from "../state.ts";
import { isSilent, mergeValues, type RuleEdit, scopeKey, valuesFrom } from "./edit.ts";
import { type RuleValues, ruleColumns } from "./fields.ts";

interface Edited extends RuleEdit {
  before: RuleValues | null;
  after: RuleValues | null;
}

/** Writes each edit with the rule as it was and as it is now. One that changes nothing leaves no trace. */
export async function writeEdits(tx: Db, changeId: string, edits: RuleEdit[], at: Date): Promise<void> {
  const known = new Map((await readRules(tx, edits)).map((rule) => [scopeKey(rule), valuesFrom(rule)]));
  const edited = edits.map((edit): Edited => {
    const before = known.get(scopeKey(edit)) ?? null;
    const after = edit.set && mergeValues(before, edit.set);
    return { ...edit, before, after: after && isSilent(after) ? null : after };
  });
  const changed = edited.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  await upsertRules(
    tx,
    changed.filter(({ after }) => after !== null),
    at,
  );
  await removeRules(
    tx,
    changed.filter(({ after }) => after === null),
  );
  await insertRows(tx, changeId, changed);
}

/** The rules of these scopes, as they are now. A scope named twice is read once. */
export async function readRules(db: Db, edits: RuleScope[]): Promise<Rule[]> {
  const columns = ruleFields.map((name) => {
    const [column, type] = ruleColumns[name];
    return `rule.${column}${type === "numeric" ? "::float8" : ""} as "${name}"`;
  });
  return rowsOf<Rule>(
    db,
    "rule-read-scopes",
    `select rule.id, rule.channel_id as "channelId", rule.product_id as "productId", ${columns.join(", ")}
     from (select distinct * from unnest($1::uuid[], $2::uuid[]) as u(channel_id, product_id)) as s join rule
       on rule.channel_id is not distinct from s.channel_id and rule.product_id is not distinct from s.product_id`,
    scopesOf(edits),
  );
}

async function upsertRules(tx: Db, edited: Edited[], at: Date): Promise<void> {
  if (edited.length === 0) return;
  const names = ruleFields.map((name) => ruleColumns[name][0]);
  const read = ruleFields.map((name) => `(v->>'${name}')::${ruleColumns[name][1]}`);
  await rowsOf(
    tx,
    "rule-upsert",
    `insert into rule (id, channel_id, product_id, updated_at, ${names.join(", ")})
     select id, channel_id, product_id, $5, ${read.join(", ")}
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[]) as n(id, channel_id, product_id, v)
     on conflict (channel_id, product_id) do update
     set updated_at = excluded.updated_at, ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    [edited.map(() => newId()), ...scopesOf(edited), edited.map(({ after }) => JSON.stringify(after)), at],
  );
}

async function removeRules(tx: Db, edited: Edited[]): Promise<void> {
  if (edited.length === 0) return;
  await rowsOf(
    tx,
    "rule-remove",
    `delete from rule using unnest($1::uuid[], $2::uuid[]) as s(channel_id, product_id)
     where rule.channel_id is not distinct from s.channel_id and rule.product_id is not distinct from s.product_id`,
    scopesOf(edited),
  );
}

async function insertRows(tx: Db, changeId: string, edited: Edited[]): Promise<void> {
  if (edited.length === 0) return;
  await rowsOf(
    tx,
    "rule-change-rows",
    `insert into rule_change_row (id, change_id, channel_id, product_id, before, after)
     select id, $1, channel_id, product_id, before, after
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::jsonb[]) as n(id, channel_id, product_id, before, after)`,
    [
      changeId,
      edited.map(() => newId()),
      ...scopesOf(edited),
      edited.map(({ before }) => before && JSON.stringify(before)),
      edited.map(({ after }) => after && JSON.stringify(after)),
    ],
  );
}

function scopesOf(edits: RuleScope[]): [(string | null)[], (string | null)[]] {
  return [edits.map(({ channelId }) => channelId), edits.map(({ productId }) => productId)];
}
