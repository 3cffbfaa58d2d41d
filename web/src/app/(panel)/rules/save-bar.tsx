import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "../../../components/change/answer.ts";
import type { RuleEditInput } from "../../../graphql/generated/graphql.ts";
import classes from "./rules.module.css";
import { SecondYes } from "./second-yes.tsx";
import { useChangeRules } from "./use-change-rules.ts";

interface Props {
  edits: readonly RuleEditInput[];
  isEmpty: boolean;
  onReset: () => void;
  onSaved: () => void;
}

/** Saves what was typed, with the reason; asks again before many listings go to zero. */
export function SaveBar({ edits, isEmpty, onReset, onSaved }: Props) {
  const t = useTranslations("rules.save");
  const { change } = useChangeRules();
  const [reason, setReason] = useState("");
  const [isSaving, setSaving] = useState(false);
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const save = async (confirmZeroing: boolean) => {
    setSaving(true);
    const answer = await change(edits, reason.trim() || t("noReason"), confirmZeroing);
    setSaving(false);
    setRefused(answer.kind === "done" ? null : answer);
    if (answer.kind === "done") {
      setReason("");
      onSaved();
    }
  };
  return (
    <form
      className={classes.save}
      onSubmit={(event) => {
        event.preventDefault();
        save(false);
      }}
    >
      <TextInput
        label={t("reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={200}
      />
      {refused && <SecondYes answer={refused} isSaving={isSaving} onYes={() => save(true)} />}
      <div className={classes.actions}>
        <Button variant="default" disabled={isEmpty} onClick={onReset}>
          {t("reset")}
        </Button>
        <Button type="submit" disabled={isEmpty} loading={isSaving}>
          {t("save", { rules: edits.length })}
        </Button>
      </div>
    </form>
  );
}
