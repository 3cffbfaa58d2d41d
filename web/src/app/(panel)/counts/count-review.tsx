import { Button, Checkbox, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChangeRefused } from "../../../components/change/change-refused.tsx";
import { Num } from "../../../components/num.tsx";
import { Tag } from "../../../components/tag.tsx";
import type { CountLine, CountSession } from "./count-session.ts";
import classes from "./counts.module.css";
import { type BookedLine, useBookCount } from "./use-book-count.ts";

interface Props {
  session: CountSession;
  step: (step: (session: CountSession) => CountSession) => void;
  onBack: () => void;
  onBooked: (lines: readonly BookedLine[]) => void;
}

type Counted = CountLine & { counted: number };

/** What differs, the largest difference first; all of it or a part is booked. */
export function CountReview({ session, step, onBack, onBooked }: Props) {
  const t = useTranslations("counts.review");
  const lines = session.lines.filter(isCounted).sort((one, other) => gapOf(other) - gapOf(one));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState("");
  const { book, isBusy, answer } = useBookCount(session, step, onBooked);
  const wanted = new Set(lines.map(({ productId }) => productId).filter((id) => !left.has(id)));
  const isSent = session.sending !== null;
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const differs = lines.filter((line) => gapOf(line) > 0).length;
  return (
    <div className={classes.counting}>
      <p className={classes.lead}>{t("text", { count: lines.length, differs })}</p>
      {session.codes.length > 0 && <p className={classes.notSaved}>{t("open", { count: session.codes.length })}</p>}
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.productId} className={classes.review} data-sku={line.sku}>
            <Checkbox
              size="md"
              aria-label={t("include", { sku: line.sku })}
              checked={!left.has(line.productId)}
              disabled={isSent}
              onChange={() => toggle(line.productId)}
            />
            <span className={classes.what}>
              <span className={classes.title}>{line.title}</span>
              <span className={classes.quiet}>
                <span className="code">{line.sku}</span> · {t("seen", { units: line.seen })}{" "}
                {line.isLate && <Tag tone="warn">{t("late")}</Tag>}
              </span>
            </span>
            <span className={classes.sum}>
              <span className={classes.units}>
                <Num value={line.counted} />
              </span>
              <Difference units={line.counted - line.seen} />
            </span>
          </li>
        ))}
      </ul>
      {!isSent && (
        <TextInput
          label={t("note")}
          placeholder={t("noteText")}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {isSent && !isBusy && !answer && <p className={classes.notSaved}>{t("sent")}</p>}
      {answer && <ChangeRefused answer={answer} />}
      <div className={classes.bar}>
        {!isSent && (
          <Button size="md" variant="default" onClick={onBack}>
            {t("back")}
          </Button>
        )}
        <Button
          size="md"
          className={classes.grow}
          loading={isBusy}
          disabled={wanted.size === 0}
          onClick={() => book(wanted, note.trim())}
        >
          {isSent ? t("again") : t("book", { count: wanted.size })}
        </Button>
      </div>
    </div>
  );
}

function Difference({ units }: { units: number }) {
  const t = useTranslations("counts.review");
  if (units === 0) return <Tag tone="good">{t("same")}</Tag>;
  return (
    <Tag tone={units < 0 ? "bad" : "warn"}>
      <Num value={units} signed />
    </Tag>
  );
}

function isCounted(line: CountLine): line is Counted {
  return line.counted !== null;
}

function gapOf({ counted, seen }: Counted): number {
  return Math.abs(counted - seen);
}
