import type { VelocityShare } from "../state.ts";
import type { Inherited } from "./inherit.ts";
import type { Step } from "./trace.ts";

/** The percentage that a listing's rules give it, and where it comes from, for people. */
interface SharePercent {
  percent: number;
  reason: NonNullable<Step["detail"]>;
}

/** By velocity as soon as that is known; until then by hand. Null where the rules name none. */
export function sharePercent(rule: Inherited, velocity: VelocityShare | null): SharePercent | null {
  if (rule.percentBy.value === "velocity" && velocity !== null) {
    const perDay = Math.round(velocity.perDay * 100) / 100;
    return { percent: velocity.percent, reason: { percentBy: "velocity", perDay } };
  }
  const { value: percent } = rule.sharePercent;
  return percent === null ? null : { percent, reason: {} };
}
