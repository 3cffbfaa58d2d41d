import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { type CountSession, choose, linesMax, scan, setCounted } from "./count-session.ts";
import { CountedList } from "./counted-list.tsx";
import classes from "./counts.module.css";
import { CurrentLine } from "./current-line.tsx";
import { OpenCodes } from "./open-codes.tsx";
import { ScanField } from "./scan-field.tsx";
import { foundOf, useLookup } from "./use-lookup.ts";

interface Props {
  session: CountSession;
  step: (step: (session: CountSession) => CountSession) => void;
  onReview: () => void;
  onEnd: () => void;
}

/** Scan, see, say how many: the field stays ready for the next scan. */
export function Counting({ session, step, onReview, onEnd }: Props) {
  const t = useTranslations("counts");
  const field = useRef<HTMLInputElement>(null);
  useLookup(session, step);
  const [current] = session.lines;
  const isFull = session.lines.length + session.codes.length >= linesMax;
  const take = (code: string) => step((now) => scan(now, code, Date.now()));
  const counted = session.lines.filter((line) => line.counted !== null).length;
  return (
    <div className={classes.counting}>
      <ScanField
        field={field}
        isFull={isFull}
        onCode={take}
        onChoose={(product) => step((now) => choose(now, foundOf(product, 1, now.locationId)))}
      />
      {isFull && <p className={classes.notSaved}>{t("full", { max: linesMax })}</p>}
      {current ? (
        <CurrentLine
          key={current.productId}
          line={current}
          asked={session.addsOne && current.counted !== null ? null : session.touched}
          isBlind={session.isBlind}
          onCounted={(units) => step((now) => setCounted(now, current.productId, units))}
          onScan={take}
          onDone={() => field.current?.focus()}
        />
      ) : (
        <p className={classes.hint}>{t("hint")}</p>
      )}
      <OpenCodes session={session} step={step} />
      <CountedList session={session} step={step} />
      <div className={classes.bar}>
        {session.lines.length + session.codes.length === 0 ? (
          <Button size="md" variant="default" onClick={onEnd}>
            {t("elsewhere")}
          </Button>
        ) : (
          <Button size="md" fullWidth disabled={counted === 0} onClick={onReview}>
            {t("toReview", { count: counted })}
          </Button>
        )}
      </div>
    </div>
  );
}
