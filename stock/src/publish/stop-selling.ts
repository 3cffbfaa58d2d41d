import type { Inherited } from "./inherit.ts";
import type { Step } from "./trace.ts";

/** Publishes nothing once the quantity is at or below the rule's stop point. */
export function stopSelling(before: number, rule: Inherited): Step {
  const at = rule.stopSellingAt.value ?? 0;
  return {
    step: "stop_selling",
    ruleId: rule.stopSellingAt.ruleId,
    before,
    after: before <= at ? 0 : before,
    detail: { at },
  };
}
