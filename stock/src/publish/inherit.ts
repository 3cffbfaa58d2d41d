import type { Rule } from "../state.ts";

/** A rule's fields, each with the rule that decided it. */
export type Inherited = {
  [Field in RuleField]: { value: Rule[Field]; ruleId: string | null };
};

export type RuleField = Exclude<keyof Rule, "id" | "channelId" | "productId">;

/** Every field of a rule, in the order of the pipeline. */
export const ruleFields = [
  "incomingDays",
  "safetyStockUnits",
  "safetyStockPercent",
  "shareKind",
  "sharePercent",
  "shareUnits",
  "percentBy",
  "velocityLeast",
  "velocityMost",
  "isVelocityFrozen",
  "guardBelow",
  "stopSellingAt",
  "alwaysShowAtLeast",
  "cap",
] as const satisfies RuleField[];

/** Finds the rules of one product on one channel quickly; build once per batch. */
export type RuleBook = ReadonlyMap<string, Rule>;

/** Orders rules by what they speak of. */
export function ruleBook(rules: Rule[]): RuleBook {
  return new Map(rules.map((rule) => [scope(rule.channelId, rule.productId), rule]));
}

/** What products without rules of their own inherit on each channel: most listings, so it is kept beside its book. */
const ofChannels = new WeakMap<RuleBook, Map<string, Inherited>>();

/** Field by field, the most specific rule wins: product on channel, then product, then channel, then hub. */
export function inherit(book: RuleBook, channelId: string, productId: string): Inherited {
  const [onChannel, everywhere] = [book.get(scope(channelId, productId)), book.get(scope(null, productId))];
  if (!onChannel && !everywhere) return inheritOfChannel(book, channelId);
  return combine([onChannel, everywhere, ...channelChain(book, channelId)]);
}

function inheritOfChannel(book: RuleBook, channelId: string): Inherited {
  const known = ofChannels.get(book) ?? new Map<string, Inherited>();
  ofChannels.set(book, known);
  const inherited = known.get(channelId) ?? combine(channelChain(book, channelId));
  known.set(channelId, inherited);
  return inherited;
}

function channelChain(book: RuleBook, channelId: string): (Rule | undefined)[] {
  return [book.get(scope(channelId, null)), book.get(scope(null, null))];
}

function combine(rules: (Rule | undefined)[]): Inherited {
  const chain = rules.filter((rule) => rule !== undefined);
  return Object.fromEntries(ruleFields.map((field) => [field, firstSet(chain, field)])) as unknown as Inherited;
}

function firstSet(chain: Rule[], field: RuleField): { value: Rule[RuleField]; ruleId: string | null } {
  const decided = chain.find((rule) => rule[field] !== null);
  return decided ? { value: decided[field], ruleId: decided.id } : { value: null, ruleId: null };
}

function scope(channelId: string | null, productId: string | null): string {
  return `${channelId ?? ""}/${productId ?? ""}`;
}
