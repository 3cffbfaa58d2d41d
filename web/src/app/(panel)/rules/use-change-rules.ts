import { useMutation } from "urql";
import { answerOf } from "../../../components/change/answer.ts";
import { useKeyed } from "../../../components/change/use-keyed.ts";
import type { RuleEditInput } from "../../../graphql/generated/graphql.ts";
import { ChangeRules, UndoRules } from "../../../graphql/rules.ts";

/** Changes rules, or takes a change back. A refusal for too many zeros can be answered with a second yes. */
export function useChangeRules() {
  const keyed = useKeyed();
  const [, change] = useMutation(ChangeRules);
  const [, undo] = useMutation(UndoRules);
  return {
    change: (rules: readonly RuleEditInput[], reason: string, confirmZeroing: boolean) =>
      keyed(async (key) => (await change({ key, reason, rules, confirmZeroing })).data?.changeRules ?? null).then(
        answerOf,
      ),
    undo: (changeId: string, confirmZeroing: boolean) =>
      keyed(async (key) => (await undo({ key, changeId, confirmZeroing })).data?.undoRuleChange ?? null).then(answerOf),
  };
}
