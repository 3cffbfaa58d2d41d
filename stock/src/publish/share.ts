import type { Dealt, ListingFacts } from "./facts.ts";
import type { Inherited } from "./inherit.ts";
import { percentOf } from "./percent.ts";
import { type ShareKind, shareKind } from "./share-kind.ts";
import { sharePercent } from "./share-percent.ts";
import type { Step } from "./trace.ts";

/** The part of the quantity that this listing may show: all of it, a percentage, or a fixed number of units. */
export function takeShare(before: number, rule: Inherited, facts: ListingFacts): Step {
  const { kind, ruleId } = shareKind(before, rule);
  if (facts.dealt) return takeDealt(before, ruleId, rule, facts.dealt, facts.velocity);
  // The guard was told of fewer units than the whole stock: for this listing, which nobody dealt to, its own kind holds.
  return takeByKind(kind === "guaranteed" ? (rule.shareKind.value ?? "shared") : kind, ruleId, before, rule, facts);
}

/** Units of its own, which nobody else shows; a percentage is what its part weighs beside the others'. */
function takeDealt(
  before: number,
  ruleId: string | null,
  rule: Inherited,
  { quantity, part, exposed }: Dealt,
  velocity: ListingFacts["velocity"],
): Step {
  const share = sharePercent(rule, velocity);
  const weight = share && { percent: share.percent, ...share.reason };
  const detail = { kind: "guaranteed", exposed, ...(part !== null && { part }), ...weight };
  return { step: "share", ruleId, before, after: Math.min(before, quantity), detail };
}

function takeByKind(
  kind: ShareKind["kind"],
  ruleId: string | null,
  before: number,
  rule: Inherited,
  facts: ListingFacts,
): Step {
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
      // Before the stock was dealt nothing is its own.
      return { step: "share", ruleId, before, after: 0, detail: { kind } };
  }
}

function takePercentage(before: number, rule: Inherited, { velocity }: ListingFacts): Step {
  const { percent, reason } = sharePercent(rule, velocity) ?? { percent: 100, reason: {} };
  return {
    step: "share",
    ruleId: "percentBy" in reason ? rule.percentBy.ruleId : rule.shareKind.ruleId,
    before,
    after: Math.floor(percentOf(before, percent)),
    detail: { kind: "percentage", percent, ...reason },
  };
}
