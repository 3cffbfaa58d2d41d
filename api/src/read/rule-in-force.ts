import { readRulesOf } from "@stockpool/stock";
import { inherit, type RuleField, ruleBook, ruleFields } from "@stockpool/stock/rules";
import type pg from "pg";

/** A field's value and the scope of the rule that it comes from. */
export interface InheritedValue {
  field: RuleField;
  value: string;
  channelId: string | null;
  productId: string | null;
}

/** The rule of exactly this scope, and what its fields would inherit without it. */
export async function readInForce(pool: pg.Pool, channelId: string | null, productId: string | null) {
  const rules = await readRulesOf(pool, [
    { channelId, productId },
    { channelId: null, productId },
    { channelId, productId: null },
    { channelId: null, productId: null },
  ]);
  const own = rules.find((rule) => rule.channelId === channelId && rule.productId === productId) ?? null;
  const others = rules.filter((rule) => rule !== own);
  const byId = new Map(others.map((rule) => [rule.id, rule]));
  const inherited = inherit(ruleBook(others), channelId ?? "", productId ?? "");
  return {
    ownId: own?.id ?? null,
    inherited: ruleFields.flatMap((field): InheritedValue[] => {
      const { value, ruleId } = inherited[field];
      const from = byId.get(ruleId ?? "");
      if (value === null || !from) return [];
      return [{ field, value: String(value), channelId: from.channelId, productId: from.productId }];
    }),
  };
}
