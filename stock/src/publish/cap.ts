import type { Inherited } from "./inherit.ts";
import type { Step } from "./trace.ts";

/** The most that a platform takes for one listing. bol: 999 (Retailer API v10, stock amount). */
const platformMax: Readonly<Record<string, number>> = { bol: 999 };

/** Shows at most the rule's cap, and at most what the platform takes. */
export function capQuantity(before: number, rule: Inherited, platform: string): Step {
  const cap = rule.cap.value ?? Number.POSITIVE_INFINITY;
  const most = platformMax[platform] ?? Number.POSITIVE_INFINITY;
  const after = Math.min(before, cap, most);
  const detail = { cap: rule.cap.value, platformMax: platformMax[platform] ?? null };
  return { step: "cap", ruleId: cap <= most ? rule.cap.ruleId : null, before, after, detail };
}
