import { Button, Progress } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { Tag } from "../../../../components/tag.tsx";
import classes from "./set-up.module.css";
import type { SetUpChannel } from "./use-set-up.ts";

interface Props {
  run: SetUpChannel["lastImport"] | null;
  /** Its listings are here. */
  isKnown: boolean;
  onImport: () => void;
}

/** How far the reading of the catalogue is. */
export function ImportStep({ run, isKnown, onImport }: Props) {
  const t = useTranslations("setUp.import");
  const format = useFormatter();
  const isRunning = run !== null && run !== undefined && run.phase !== "finished";
  return (
    <div className={classes.step}>
      {!run && <p className={classes.line}>{t(isKnown ? "known" : "waiting")}</p>}
      {run && (
        <>
          <p className={classes.line} role="status">
            <Tag tone={run.error ? "warn" : isRunning ? "accent" : "good"}>{t(`phases.${run.phase}`)}</Tag>
            {t("progress", {
              read: format.number(run.read),
              matched: format.number(run.matched),
              vanished: run.vanished,
            })}
          </p>
          {isRunning && (
            <Progress
              aria-label={t("label")}
              value={run.phase === "reading" ? 100 : (100 * run.matched) / Math.max(1, run.read)}
              animated={run.phase === "reading"}
            />
          )}
          {run.error && <p className={classes.warn}>{t("error", { error: run.error })}</p>}
        </>
      )}
      {!isRunning && (
        <Button className={classes.button} variant="default" onClick={onImport}>
          {t("again")}
        </Button>
      )}
    </div>
  );
}
