import { Button, Checkbox } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { isOwnSystem } from "../../../../components/channel/is-own-system.ts";
import { LiveReadingLine } from "./live-reading-line.tsx";
import classes from "./set-up.module.css";
import type { SetUpChannel, SwitchPreview } from "./use-set-up.ts";

const figures = ["raised", "lowered", "zeroed", "same", "unknown", "withoutProduct"] as const;

interface Props {
  channel: SetUpChannel;
  preview: SwitchPreview | null;
  onRead: () => void;
  onSwitch: (isLive: boolean, mayZero: boolean) => void;
}

/** What switching on would change on the platform, and the switch. Emptying many listings wants a second yes. */
export function SwitchStep({ channel, preview, onRead, onSwitch }: Props) {
  const t = useTranslations("setUp.switch");
  const format = useFormatter();
  const [mayZero, setMayZero] = useState(false);
  if (channel.isLive) {
    return (
      <div className={classes.step}>
        <p className={classes.line}>{t("isLive")}</p>
        <Button className={classes.button} variant="default" onClick={() => onSwitch(false, false)}>
          {t("off")}
        </Button>
      </div>
    );
  }
  if (!preview) return null;
  return (
    <div className={classes.step}>
      <p className={classes.line}>{t("text", { listings: preview.listings })}</p>
      <ul className={classes.figures} aria-label={t("label")}>
        {figures.map((each) => (
          <li key={each} className={classes.figure} data-figure={each}>
            <span className={`num ${classes.number}`}>{format.number(preview[each])}</span>
            {t(`figures.${each}`)}
          </li>
        ))}
      </ul>
      {preview.readAt === null && !isOwnSystem(channel.platform) && (
        <>
          <p className={classes.warn}>{t("unread")}</p>
          <LiveReadingLine reading={channel.liveReading ?? null} onRead={onRead} />
        </>
      )}
      {preview.needsSecondYes && (
        <Checkbox
          label={t("secondYes", { zeroed: preview.zeroed, percent: preview.zeroPercentMax })}
          checked={mayZero}
          onChange={(event) => setMayZero(event.currentTarget.checked)}
        />
      )}
      <Button
        className={classes.button}
        disabled={preview.needsSecondYes && !mayZero}
        onClick={() => onSwitch(true, mayZero)}
      >
        {t("on")}
      </Button>
    </div>
  );
}
