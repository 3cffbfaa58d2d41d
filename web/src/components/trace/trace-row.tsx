import { useTranslations } from "next-intl";
import { Num } from "../num.tsx";
import type { Step } from "./step.ts";
import classes from "./trace.module.css";
import { useDetailWords } from "./use-detail-words.ts";

/** A step: its name and figures, what it added or took, what was left after it. */
export function TraceRow({ step, isFirst }: { step: Step; isFirst: boolean }) {
  const t = useTranslations("product.trace");
  const words = useDetailWords(step.detail);
  const difference = step.after - step.before;
  const isIdle = difference === 0 && !isFirst;
  return (
    <tr className={isIdle ? classes.idle : undefined}>
      <th scope="row">
        {t(`steps.${step.step}`)}
        {words && <span className={classes.detail}>{words}</span>}
      </th>
      <td className={`num ${classes.difference}`}>
        {isFirst ? null : isIdle ? "–" : <Num value={difference} signed />}
      </td>
      <td className="num">
        <Num value={step.after} />
      </td>
    </tr>
  );
}
