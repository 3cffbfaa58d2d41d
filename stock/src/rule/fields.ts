import { type Refused, refused } from "../outcome.ts";
import { ruleFields } from "../publish/inherit.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import type { Rule } from "../state.ts";

/** The fields of one rule to set; null clears a field, so that it inherits; what is left out stays. */
export type RuleFields = Partial<Omit<Rule, "id" | "channelId" | "productId">>;

/** A rule's every field. */
export type RuleValues = Omit<Rule, "id" | "channelId" | "productId">;

type RuleField = keyof RuleFields;

/** A year: what comes later is a plan, not stock. */
const incomingDaysMax = 365;

/** Where each field is kept. */
export const ruleColumns: Record<RuleField, [column: string, type: string]> = {
  incomingDays: ["incoming_days", "int"],
  safetyStockUnits: ["safety_stock_units", "int"],
  safetyStockPercent: ["safety_stock_percent", "numeric"],
  shareKind: ["share_kind", "share_kind"],
  sharePercent: ["share_percent", "numeric"],
  shareUnits: ["share_units", "int"],
  percentBy: ["percent_by", "percent_by"],
  velocityLeast: ["velocity_least", "numeric"],
  velocityMost: ["velocity_most", "numeric"],
  isVelocityFrozen: ["is_velocity_frozen", "boolean"],
  guardBelow: ["guard_below", "int"],
  stopSellingAt: ["stop_selling_at", "int"],
  alwaysShowAtLeast: ["always_show_at_least", "int"],
  cap: ["cap", "int"],
};

/** Why these fields cannot be set; null when they can. */
export function refuseFields(fields: RuleFields): Refused | null {
  const given = ruleFields.filter((name) => fields[name] !== undefined);
  if (given.length === 0) {
    return refused("rule_not_valid", `a rule must set one of ${ruleFields.join(", ")}, got none`);
  }
  for (const name of given) {
    const problem = refuseValue(name, fields[name] ?? null);
    if (problem) return refused("rule_not_valid", problem);
  }
  return null;
}

function refuseValue(name: RuleField, value: Rule[RuleField]): string | null {
  if (value === null) return null;
  switch (name) {
    case "shareKind":
    case "percentBy":
    case "isVelocityFrozen":
      return null;
    case "incomingDays":
      if (isQuantity(Number(value), 0) && Number(value) <= incomingDaysMax) return null;
      return `incomingDays must be 0–${incomingDaysMax} whole days, got ${value}`;
    case "velocityLeast":
    case "velocityMost":
    case "safetyStockPercent":
    case "sharePercent":
      return isPercent(Number(value)) ? null : `${name} must be 0–100 with two decimals at most, got ${value}`;
    case "safetyStockUnits":
    case "shareUnits":
    case "guardBelow":
    case "stopSellingAt":
    case "alwaysShowAtLeast":
    case "cap":
      return isQuantity(Number(value), 0) ? null : `${name} must be 0–${quantityMax} whole units, got ${value}`;
  }
}

function isPercent(value: number): boolean {
  return value >= 0 && value <= 100 && Number(value.toFixed(2)) === value;
}
