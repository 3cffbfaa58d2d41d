import type { RuleScope } from "../catalogue/queue-jobs.ts";
import { ruleFields } from "../publish/inherit.ts";
import type { Rule } from "../state.ts";
import type { RuleFields, RuleValues } from "./fields.ts";

/** What becomes of one rule: fields set, or, with null, the whole rule removed. */
export interface RuleEdit extends RuleScope {
  set: RuleFields | null;
}

/** The rules as they would be after these edits. A rule without any field says nothing, and is none. */
export function editRules(rules: Rule[], edits: RuleEdit[]): Rule[] {
  const edited = new Map(rules.map((rule) => [scopeKey(rule), rule]));
  for (const edit of edits) {
    const key = scopeKey(edit);
    const before = edited.get(key);
    const values = edit.set && mergeValues(before ?? null, edit.set);
    if (values && !isSilent(values))
      edited.set(key, { id: before?.id ?? `new rule for ${key}`, ...scopeOf(edit), ...values });
    else edited.delete(key);
  }
  return [...edited.values()];
}

/** A rule's fields after some of them were set. */
export function mergeValues(before: RuleValues | null, set: RuleFields): RuleValues {
  const merged = ruleFields.map((name) => [name, set[name] === undefined ? (before?.[name] ?? null) : set[name]]);
  return valuesFrom(Object.fromEntries(merged));
}

/** True when no field is set. */
export function isSilent(values: RuleValues): boolean {
  return ruleFields.every((name) => values[name] === null);
}

/** The fields of a rule without what it speaks of. */
export function valuesFrom(rule: RuleValues): RuleValues {
  const { incomingDays, safetyStockUnits, safetyStockPercent, shareKind, sharePercent, shareUnits, ...more } = rule;
  const { percentBy, velocityLeast, velocityMost, isVelocityFrozen, guardBelow, ...last } = more;
  const { stopSellingAt, alwaysShowAtLeast, cap } = last;
  return {
    ...{ incomingDays, safetyStockUnits, safetyStockPercent, shareKind, sharePercent, shareUnits },
    ...{ percentBy, velocityLeast, velocityMost, isVelocityFrozen, guardBelow },
    ...{ stopSellingAt, alwaysShowAtLeast, cap },
  };
}

/** Names what a rule speaks of. */
export function scopeKey({ channelId, productId }: RuleScope): string {
  return `${channelId ?? "every channel"}/${productId ?? "every product"}`;
}

function scopeOf({ channelId, productId }: RuleScope): RuleScope {
  return { channelId, productId };
}
