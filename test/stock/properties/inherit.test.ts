import { inherit, type Rule, type RuleField, ruleBook } from "@stockpool/stock/rules";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ruleFor, ruleOf, someRules } from "./worlds.ts";

const fields: RuleField[] = [
  ...(["safetyStockUnits", "safetyStockPercent", "shareKind", "sharePercent"] as const),
  ...(["shareUnits", "stopSellingAt", "alwaysShowAtLeast", "cap", "incomingDays", "guardBelow"] as const),
  ...(["percentBy", "velocityLeast", "velocityMost", "isVelocityFrozen"] as const),
];

/** How closely a rule speaks of the mug on the channel; null when it does not speak of it. */
function closeness(rule: Rule): number | null {
  const isOther = (rule.channelId ?? "channel") !== "channel" || (rule.productId ?? "mug") !== "mug";
  return isOther ? null : (rule.productId ? 2 : 0) + (rule.channelId ? 1 : 0);
}

it("field by field the most specific rule wins: product on channel, product, channel, hub", () => {
  fc.assert(
    fc.property(someRules, (rules) => {
      const inherited = inherit(ruleBook(rules), "channel", "mug");
      for (const field of fields) {
        let expected: { value: Rule[RuleField]; ruleId: string | null } = { value: null, ruleId: null };
        for (const level of [0, 1, 2, 3]) {
          const rule = rules.find((one) => closeness(one) === level);
          if (rule && rule[field] !== null) expected = { value: rule[field], ruleId: rule.id };
        }
        expect(inherited[field], field).toEqual(expected);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("rules of other channels and products change nothing", () => {
  fc.assert(
    fc.property(someRules, ruleFor("elsewhere", "mug"), ruleFor("channel", "other"), (rules, one, other) => {
      const before = inherit(ruleBook(rules), "channel", "mug");
      expect(inherit(ruleBook([one, ...rules, other]), "channel", "mug")).toEqual(before);
    }),
  );
});

it("a field set to 0 is set: it does not inherit", () => {
  const rules = [ruleOf({ id: "hub", cap: 5 }), ruleOf({ id: "own", channelId: "channel", productId: "mug", cap: 0 })];
  expect(inherit(ruleBook(rules), "channel", "mug").cap).toEqual({ value: 0, ruleId: "own" });
});
