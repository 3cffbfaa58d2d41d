import { useState } from "react";
import { useMutation } from "urql";
import { type Answer, answerOf } from "../../../components/change/answer.ts";
import { newKey } from "../../../components/change/new-key.ts";
import { CountStock } from "../../../graphql/count.ts";
import { booked, type CountLine, type CountSession, send } from "./count-session.ts";
import { saveSession } from "./saved-session.ts";

/** What came of one line: counted, and on hand now. */
export interface BookedLine extends CountLine {
  onHand: number;
}

/** Books a count. What is sent is saved with its key before it leaves: sent again, also after a crash, it counts once. */
export function useBookCount(
  session: CountSession,
  step: (step: (session: CountSession) => CountSession) => void,
  onBooked: (lines: readonly BookedLine[]) => void,
) {
  const [, count] = useMutation(CountStock);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const book = async (productIds: ReadonlySet<string>, note: string) => {
    const wanted = session.sending ? session : send(session, newKey(), productIds, note);
    const { sending, locationId } = wanted;
    if (!sending) return;
    saveSession(wanted);
    step(() => wanted);
    setBusy(true);
    const { key, lines } = sending;
    const input = { key, locationId, lines, reason: "shelf", note: sending.note || null };
    const sent = answerOf((await count({ input })).data?.countStock ?? null);
    setBusy(false);
    setAnswer(sent.kind === "done" ? null : sent);
    if (sent.kind === "refused") step((now) => ({ ...now, sending: null }));
    if (sent.kind !== "done") return;
    const onHand = new Map(sent.result.levels.map((level) => [level.product.id, level.onHand]));
    const sentIds = new Set(lines.map(({ productId }) => productId));
    step(booked);
    onBooked(
      session.lines
        .filter(({ productId }) => sentIds.has(productId))
        .map((line) => ({ ...line, onHand: onHand.get(line.productId) ?? 0 })),
    );
  };
  return { book, isBusy, answer };
}
