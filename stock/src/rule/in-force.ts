import { inherit, type RuleField, ruleBook, ruleFields } from "../publish/inherit.ts";
import type { Db } from "../query.ts";
import { readRules } from "./write-edits.ts";

/** A field's value and the scope of the rule that it comes from. */
export interface InheritedValue {
  field: RuleField;
  value: string;
  channelId: string | null;
  productId: string | null;
}

/** The rule of exactly this scope, and what its fields would inherit without it; fields that nobody sets are left out. */
export async function readRuleInForce(
  db: Db,
  channelId: string | null,
  productId: string | null,
): Promise<{ ownId: string | null; inherited: InheritedValue[] }> {
  const rules = await readRules(db, [
    { channelId, productId },
    { channelId: null, productId },
    { channelId, productId: null },
    { channelId: null, productId: null },
  ]);
  const own = rules.find((rule) => rule.channelId === channelId && rule.productId === productId) ?? null;
  const others = rules.filter((rule) => rule !== own);
  const byId = new Map(others.map((rule) => [rule.id, rule]));
  const inherited = inherit(ruleBook(others), channelId ?? "", productId ?? "");
  const fields = ruleFields.flatMap((field): InheritedValue[] => {
    const { value, ruleId } = inherited[field];
    const from = byId.get(ruleId ?? "");
    if (value === null || !from) return [];
    return [{ field, value: String(value), channelId: from.channelId, productId: from.productId }];
  });
  return { ownId: own?.id ?? null, inherited: fields };
}
