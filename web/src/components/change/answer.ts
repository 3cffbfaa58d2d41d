import type { RefusalCode } from "../../graphql/generated/graphql.ts";

/** What came of a change: done, refused by the hub, or nobody knows because no answer came. */
export type Answer<Done> =
  | { kind: "done"; result: Done }
  | { kind: "refused"; code: RefusalCode; message: string }
  | { kind: "unanswered" };

interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** Sorts the result of a mutation; null stands for an answer that never came. */
export function answerOf<Done extends object>(result: Done | Refusal | null): Answer<Done> {
  if (result === null) return { kind: "unanswered" };
  return isRefusal(result) ? { kind: "refused", ...result } : { kind: "done", result };
}

function isRefusal(result: object): result is Refusal {
  return "code" in result;
}
