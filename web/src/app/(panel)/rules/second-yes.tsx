import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Answer } from "../../../components/change/answer.ts";
import { Trouble } from "../../../components/trouble.tsx";
import classes from "./rules.module.css";

interface Props {
  answer: Exclude<Answer<never>, { kind: "done" }>;
  isSaving: boolean;
  onYes: () => void;
}

/** Why the rules were not changed; where too many listings would show 0, a person may say yes a second time. */
export function SecondYes({ answer, isSaving, onYes }: Props) {
  const t = useTranslations("rules.save");
  if (answer.kind === "unanswered") return <Trouble title={t("unanswered.title")} text={t("unanswered.text")} />;
  const isZeroing = answer.code === "too_many_zeroed";
  return (
    <div className={classes.refused}>
      <Trouble title={t(isZeroing ? "zeroing.title" : "refused")} text={answer.message} />
      {isZeroing && (
        <Button color="red" variant="light" loading={isSaving} onClick={onYes}>
          {t("zeroing.yes")}
        </Button>
      )}
    </div>
  );
}
