import { useFormatter, useTranslations } from "next-intl";
import classes from "./channel.module.css";

interface Props {
  p50Ms: number | null | undefined;
  p95Ms: number | null | undefined;
  worstMs: number | null | undefined;
}

/** How long pushes take: the usual, the slow ones, and the slowest. */
export function Lag({ p50Ms, p95Ms, worstMs }: Props) {
  const duration = useDuration();
  if (typeof p50Ms !== "number" || typeof p95Ms !== "number") return <span aria-hidden="true">–</span>;
  return (
    <>
      {duration(p50Ms)}{" "}
      <span className={classes.none}>
        / {duration(p95Ms)} / {duration(worstMs ?? p95Ms)}
      </span>
    </>
  );
}

function useDuration() {
  const t = useTranslations("channels");
  const format = useFormatter();
  return (ms: number) =>
    ms < 1_000
      ? t("milliseconds", { value: format.number(ms) })
      : t("seconds", { value: format.number(ms / 1_000, "seconds") });
}
