import type { Rule } from "../state.ts";
import type { Inherited } from "./inherit.ts";

/** Which kind of share applies, and the rule that decided. */
export interface ShareKind {
  kind: NonNullable<Rule["shareKind"]>;
  ruleId: string | null;
}

/** The rule's kind of share; under `guardBelow` units it is guaranteed, so that the last units cannot be sold twice. */
export function shareKind(before: number, rule: Inherited): ShareKind {
  const { shareKind: own, guardBelow: guard } = rule;
  if (own.value !== "guaranteed" && guard.value !== null && before < guard.value) {
    return { kind: "guaranteed", ruleId: guard.ruleId };
  }
  return { kind: own.value ?? "shared", ruleId: own.ruleId };
}
