import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Answer } from "./change/answer.ts";
import { ChangeRefused } from "./change/change-refused.tsx";
import classes from "./form.module.css";

/** Why a form's change was not made. */
export type NotDone = Exclude<Answer<never>, { kind: "done" }>;

interface Props {
  /** What the form does, in a word. */
  submit: ReactNode;
  isBusy: boolean;
  isDisabled?: boolean;
  refused: NotDone | null;
  onCancel: () => void;
}

/** The end of every form: why it was refused, the way back, and the act. */
export function FormActions({ submit, isBusy, isDisabled = false, refused, onCancel }: Props) {
  const t = useTranslations("common");
  return (
    <>
      {refused && <ChangeRefused answer={refused} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={isBusy} disabled={isDisabled}>
          {submit}
        </Button>
      </div>
    </>
  );
}
