import type { Inherited } from "./inherit.ts";
import { percentOf } from "./percent.ts";
import type { Step } from "./trace.ts";

/** Keeps back the larger of so many units and so much percent, the percentage rounded up. */
export function keepSafetyStock(before: number, rule: Inherited): Step {
  const units = rule.safetyStockUnits.value ?? 0;
  const percent = rule.safetyStockPercent.value ?? 0;
  const byPercent = Math.ceil(percentOf(before, percent));
  const kept = Math.max(units, byPercent);
  const decided = byPercent > units ? rule.safetyStockPercent : rule.safetyStockUnits;
  return {
    step: "safety_stock",
    ruleId: decided.ruleId,
    before,
    after: Math.max(0, before - kept),
    detail: { units, percent, kept },
  };
}
