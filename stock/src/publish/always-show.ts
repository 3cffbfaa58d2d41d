import type { Inherited } from "./inherit.ts";
import type { Step } from "./trace.ts";

/** Never shows less than this, for goods that are made to order: a deliberate oversell. */
export function alwaysShow(before: number, rule: Inherited): Step {
  const least = rule.alwaysShowAtLeast.value ?? 0;
  return {
    step: "always_show",
    ruleId: rule.alwaysShowAtLeast.ruleId,
    before,
    after: Math.max(before, least),
    detail: { least },
  };
}
