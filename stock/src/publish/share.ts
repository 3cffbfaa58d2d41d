import type { ListingFacts } from "./facts.ts";
import type { Inherited } from "./inherit.ts";
import { percentOf } from "./percent.ts";
import { shareKind } from "./share-kind.ts";
import type { Step } from "./trace.ts";

/** The part of the quantity that this listing may show: all of it, a percentage, or a fixed number of units. */
export function takeShare(before: number, rule: Inherited, facts: ListingFacts): Step {
  const { kind, ruleId } = shareKind(before, rule);
  switch (kind) {
    case "shared":
      return { step: "share", ruleId, before, after: before, detail: { kind } };
    case "percentage":
      return takePercentage(before, rule, facts);
    case "fixed": {
      const units = rule.shareUnits.value ?? 0;
      return { step: "share", ruleId, before, after: Math.min(before, units), detail: { kind, units } };
    }
    case "guaranteed":
      throw new Error("rule asks for a guaranteed share, which this version cannot give");
  }
}

/** By velocity as soon as that is known; until then by hand. */
function takePercentage(before: number, rule: Inherited, { velocity }: ListingFacts): Step {
  const isByVelocity = rule.percentBy.value === "velocity" && velocity !== null;
  const percent = isByVelocity ? velocity.percent : (rule.sharePercent.value ?? 100);
  const reason = isByVelocity ? { percentBy: "velocity", perDay: Math.round(velocity.perDay * 100) / 100 } : {};
  return {
    step: "share",
    ruleId: isByVelocity ? rule.percentBy.ruleId : rule.shareKind.ruleId,
    before,
    after: Math.floor(percentOf(before, percent)),
    detail: { kind: "percentage", percent, ...reason },
  };
}
