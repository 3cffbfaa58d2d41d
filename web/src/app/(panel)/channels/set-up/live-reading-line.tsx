import { Button, Progress } from "@mantine/core";
import { useTranslations } from "next-intl";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import classes from "./set-up.module.css";
import type { SetUpChannel } from "./use-set-up.ts";

interface Props {
  reading: SetUpChannel["liveReading"] | null;
  onRead: () => void;
}

/** How far the reading of what the platform shows is, and how to read again. */
export function LiveReadingLine({ reading, onRead }: Props) {
  const t = useTranslations("setUp.reading");
  const isRunning = reading !== null && reading !== undefined && !reading.finishedAt && !reading.error;
  return (
    <>
      {reading?.error && <p className={classes.warn}>{t("error", { error: reading.error })}</p>}
      {reading?.finishedAt && (
        <p className={classes.line}>
          {t("done", { listings: reading.read })} <TimeAgo at={reading.finishedAt} />
        </p>
      )}
      {isRunning && (
        <>
          <p className={classes.line} role="status">
            {t("progress", { read: reading.read, listings: reading.listings })}
          </p>
          <Progress aria-label={t("label")} value={(100 * reading.read) / Math.max(1, reading.listings)} />
        </>
      )}
      {!isRunning && (
        <Button className={classes.button} variant="default" onClick={onRead}>
          {t(reading ? "again" : "read")}
        </Button>
      )}
    </>
  );
}
