import { IconAlertCircle, IconAlertTriangle, IconCheck, IconPointFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./tag.module.css";

/** What a state means to the reader. */
export type Tone = "plain" | "good" | "warn" | "bad" | "accent";

const signs = {
  plain: IconPointFilled,
  good: IconCheck,
  warn: IconAlertCircle,
  bad: IconAlertTriangle,
  accent: IconPointFilled,
};

/** A state in a word, with a sign of its own for each tone. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Sign = signs[tone];
  return (
    <span className={`${classes.tag} ${classes[tone] ?? ""}`}>
      <Sign size={12} stroke={2.25} aria-hidden="true" />
      {children}
    </span>
  );
}
