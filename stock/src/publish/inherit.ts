import type { Rule } from "../state.ts";

/** A rule's fields, each with the rule that decided it. */
export type Inherited = {
  [Field in RuleField]: { value: Rule[Field]; ruleId: string | null };
};

export type RuleField = Exclude<keyof Rule, "id" | "channelId" | "productId">;

const fields: RuleField[] = [
  "safetyStockUnits",
  "safetyStockPercent",
  "shareKind",
  "sharePercent",
  "shareUnits",
  "stopSellingAt",
  "alwaysShowAtLeast",
  "cap",
];

/** Finds the rules of one product on one channel quickly; build once per batch. */
export type RuleBook = ReadonlyMap<string, Rule>;

/** Orders rules by what they speak of. */
export function ruleBook(rules: Rule[]): RuleBook {
  return new Map(rules.map((rule) => [scope(rule.channelId, rule.productId), rule]));
}

/** Field by field, the most specific rule wins: product on channel, then product, then channel, then hub. */
export function inherit(book: RuleBook, channelId: string, productId: string): Inherited {
  const chain = [scope(channelId, productId), scope(null, productId), scope(channelId, null), scope(null, null)]
    .map((key) => book.get(key))
    .filter((rule) => rule !== undefined);
  return Object.fromEntries(fields.map((field) => [field, firstSet(chain, field)])) as unknown as Inherited;
}

function firstSet(chain: Rule[], field: RuleField): { value: Rule[RuleField]; ruleId: string | null } {
  const decided = chain.find((rule) => rule[field] !== null);
  return decided ? { value: decided[field], ruleId: decided.id } : { value: null, ruleId: null };
}

function scope(channelId: string | null, productId: string | null): string {
  return `${channelId ?? ""}/${productId ?? ""}`;
}
