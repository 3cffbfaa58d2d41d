import { useState } from "react";
import { type Answer, answerOf } from "./change/answer.ts";
import { useKeyed } from "./change/use-keyed.ts";
import type { NotDone } from "./form-actions.tsx";

type Refusal = Extract<NotDone, { kind: "refused" }>;

/**
 * One act of a person: sent under one key until an answer comes, busy while it is under way, and why it was refused. `run` tells
 * what came of it; null when nothing did.
 */
export function useAct() {
  const keyed = useKeyed();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<NotDone | null>(null);
  const run = async <Done extends object>(
    send: (key: string) => Promise<Done | Omit<Refusal, "kind"> | null | undefined>,
  ): Promise<Done | null> => {
    setBusy(true);
    setRefused(null);
    const answer: Answer<Done> = answerOf<Done>(await keyed(async (key) => (await send(key)) ?? null));
    setBusy(false);
    if (answer.kind === "done") return answer.result;
    setRefused(answer);
    return null;
  };
  return { run, isBusy, refused };
}
