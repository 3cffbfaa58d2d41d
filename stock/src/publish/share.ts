import type { Dealt, ListingFacts } from "./facts.ts";
import type { Inherited } from "./inherit.ts";
import { percentOf } from "./percent.ts";
import { type ShareKind, shareKind } from "./share-kind.ts";
import type { Step } from "./trace.ts";

/** The part of the quantity that this listing may show: all of it, a percentage, or a fixed number of units. */
export function takeShare(before: number, rule: Inherited, facts: ListingFacts): Step {
  const { kind, ruleId } = shareKind(before, rule);
  if (facts.dealt) return takeDealt(before, ruleId, facts.dealt);
  // The guard was told of fewer units than the whole stock: for this listing, which nobody dealt to, its own kind holds.
  return takeByKind(kind === "guaranteed" ? (rule.shareKind.value ?? "shared") : kind, ruleId, before, rule, facts);
}

/** Units of its own, which nobody else shows. */
function takeDealt(before: number, ruleId: string | null, { quantity, part, exposed }: Dealt): Step {
  const detail = { kind: "guaranteed", exposed, ...(part !== null && { part }) };
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
