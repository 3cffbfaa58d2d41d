import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { CountLine } from "./count-session.ts";
import classes from "./counts.module.css";
import { isScanned } from "./scanned.ts";

interface Props {
  line: CountLine;
  /** Changes when the number is to be typed. */
  asked: number | null;
  isBlind: boolean;
  onCounted: (units: number) => void;
  /** A scanner typed into the field for the number. */
  onScan: (code: string) => void;
  onDone: () => void;
}

/** The product in hand: one more, one less, or the number typed. */
export function CurrentLine({ line, asked, isBlind, onCounted, onScan, onDone }: Props) {
  const t = useTranslations("counts.current");
  const { title, sku, counted, seen } = line;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<{ text: string; since: number } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  const change = (text: string, at: number) => setTyped({ text, since: text.length > 1 && typed ? typed.since : at });
  const leave = () => {
    if (typed && /^\d{1,7}$/.test(typed.text)) onCounted(Number(typed.text));
    setTyped(null);
  };
  const enter = (at: number) => {
    if (typed && isScanned(typed.text, at - typed.since)) {
      setTyped(null);
      onScan(typed.text);
    } else leave();
    onDone();
  };
  return (
    <section className={classes.current} aria-label={title}>
      <p className={classes.currentTitle}>{title}</p>
      <p className={classes.quiet}>
        <span className="code">{sku}</span>
        {!isBlind && <span> · {t("seen", { units: seen })}</span>}
      </p>
      <form
        className={classes.number}
        onSubmit={(event) => {
          event.preventDefault();
          enter(event.timeStamp);
        }}
      >
        <button type="button" aria-label={t("less")} disabled={!counted} onClick={() => onCounted((counted ?? 0) - 1)}>
          <IconMinus size={24} stroke={1.75} aria-hidden="true" />
        </button>
        <input
          ref={input}
          aria-label={t("units", { title })}
          inputMode="numeric"
          enterKeyHint="done"
          autoComplete="off"
          value={typed?.text ?? counted ?? ""}
          placeholder="?"
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => change(event.currentTarget.value, event.timeStamp)}
          onBlur={leave}
        />
        <button type="button" aria-label={t("more")} onClick={() => onCounted((counted ?? 0) + 1)}>
          <IconPlus size={24} stroke={1.75} aria-hidden="true" />
        </button>
      </form>
    </section>
  );
}
