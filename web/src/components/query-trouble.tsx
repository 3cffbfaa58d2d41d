import { useTranslations } from "next-intl";
import type { CombinedError } from "urql";
import { Trouble } from "./trouble.tsx";

interface Props {
  error: CombinedError;
  onRetry: () => void;
}

/** A read that failed: no connection, or an answer that says no. */
export function QueryTrouble({ error, onRetry }: Props) {
  const t = useTranslations("trouble");
  if (error.networkError) return <Trouble title={t("network.title")} text={t("network.text")} onRetry={onRetry} />;
  const message = error.graphQLErrors.map((each) => each.message).join("; ");
  return <Trouble title={t("answer.title")} text={t("answer.text", { message })} onRetry={onRetry} />;
}
