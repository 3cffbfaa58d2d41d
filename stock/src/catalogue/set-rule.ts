import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Refused } from "../outcome.ts";
import { changeRules, type RulesChanged } from "../rule/change-rules.ts";
import type { RuleEdit } from "../rule/edit.ts";
import { readRules } from "../rule/write-edits.ts";
import { transact } from "../transact.ts";

/** Who changes one rule, and why. */
export interface RuleAct {
  actor: string;
  reason: string;
  /** The second yes, where the one rule speaks of many listings. */
  confirmZeroing?: boolean;
}

/** A change of one rule: sets fields of it, or removes it. `ruleId` is null when nothing is left of it. */
export async function setRule(
  pool: pg.Pool,
  edit: RuleEdit,
  { actor, reason, confirmZeroing = false }: RuleAct,
  at: Date,
): Promise<{ kind: "rule_set"; ruleId: string | null; changeId: string } | Refused> {
  const change = { key: randomUUID(), actor, reason, confirmZeroing, edits: [edit] };
  const changed: RulesChanged | Refused = await changeRules(pool, change, at);
  if (changed.kind === "refused") return changed;
  const [rule] = await transact(pool, (tx) => readRules(tx, [edit]));
  return { kind: "rule_set", ruleId: rule?.id ?? null, changeId: changed.changeId };
}
