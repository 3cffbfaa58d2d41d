import type { Inherited } from "./inherit.ts";
import { percentOf } from "./percent.ts";
import type { Step } from "./trace.ts";

/** The part of the quantity that this listing may show: all of it, a percentage, or a fixed number of units. */
export function takeShare(before: number, rule: Inherited): Step {
  const kind = rule.shareKind.value ?? "shared";
  const { ruleId } = rule.shareKind;
  switch (kind) {
    case "shared":
      return { step: "share", ruleId, before, after: before, detail: { kind } };
    case "percentage": {
      const percent = rule.sharePercent.value ?? 100;
      return {
        step: "share",
        ruleId,
        before,
        after: Math.floor(percentOf(before, percent)),
        detail: { kind, percent },
      };
    }
    case "fixed": {
      const units = rule.shareUnits.value ?? 0;
      return { step: "share", ruleId, before, after: Math.min(before, units), detail: { kind, units } };
    }
    case "guaranteed":
      throw new Error("rule asks for a guaranteed share, which this version cannot give");
  }
}
