import { useTranslations } from "next-intl";
import { Trouble } from "../trouble.tsx";
import type { Answer } from "./answer.ts";

/** Why nothing was changed, in plain words, and what to do. */
export function ChangeRefused({ answer }: { answer: Exclude<Answer<never>, { kind: "done" }> }) {
  const t = useTranslations("refusal");
  if (answer.kind === "unanswered") return <Trouble title={t("unanswered.title")} text={t("unanswered.text")} />;
  return <Trouble title={t(`${answer.code}.title`)} text={t(`${answer.code}.text`, { message: answer.message })} />;
}
