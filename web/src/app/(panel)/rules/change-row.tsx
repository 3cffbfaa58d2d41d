import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "../../../components/change/answer.ts";
import { Moment } from "../../../components/moment.tsx";
import { Num } from "../../../components/num.tsx";
import type { ChangeRowFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./rules.module.css";
import { SecondYes } from "./second-yes.tsx";
import { useChangeRules } from "./use-change-rules.ts";

interface Props {
  change: ChangeRowFragment;
  onUndone: () => void;
}

/** One change of rules, and the way back. */
export function ChangeRow({ change, onUndone }: Props) {
  const t = useTranslations("rules.changes");
  const { undo } = useChangeRules();
  const [isUndoing, setUndoing] = useState(false);
  const [refused, setRefused] = useState<Exclude<Answer<never>, { kind: "done" }> | null>(null);
  const takeBack = async (confirmZeroing: boolean) => {
    setUndoing(true);
    const answer = await undo(change.id, confirmZeroing);
    setUndoing(false);
    setRefused(answer.kind === "done" ? null : answer);
    if (answer.kind === "done") onUndone();
  };
  const { toZero, lowered, raised } = change.effect;
  return (
    <>
      <tr data-open={refused ? true : undefined}>
        <td>
          <Moment at={change.at} />
        </td>
        <td>{change.actor}</td>
        <td className="wide">{change.reason}</td>
        <td data-label={t("rules")} className="num">
          <Num value={change.rules} />
        </td>
        <td className={classes.quiet}>{t("figures", { toZero, lowered, raised })}</td>
        <td>
          {change.undoneBy ? (
            <span className={classes.quiet}>{t("undone")}</span>
          ) : (
            <Button variant="subtle" size="compact-sm" loading={isUndoing} onClick={() => takeBack(false)}>
              {t("undo")}
            </Button>
          )}
        </td>
      </tr>
      {refused && (
        <tr data-bare>
          <td colSpan={6}>
            <SecondYes answer={refused} isSaving={isUndoing} onYes={() => takeBack(true)} />
          </td>
        </tr>
      )}
    </>
  );
}
