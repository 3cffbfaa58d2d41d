"use client";

import { useTranslations } from "next-intl";
import { Trouble } from "../../components/trouble.tsx";
import classes from "./error.module.css";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A screen that broke: the rest of the panel goes on. */
export default function ScreenError({ error, reset }: Props) {
  const t = useTranslations("trouble.screen");
  return (
    <div className={classes.error}>
      <Trouble title={t("title")} text={t("text")} onRetry={reset} />
      <pre className={classes.detail}>{error.stack ?? error.message}</pre>
    </div>
  );
}
