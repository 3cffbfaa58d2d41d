import { useTranslations } from "next-intl";
import { Num } from "../num.tsx";
import type { Step } from "./step.ts";
import classes from "./trace.module.css";
import { TraceRow } from "./trace-row.tsx";

interface Props {
  steps: readonly Step[];
  published: number | null;
}

/** A published number as arithmetic that anybody can follow: every step, what it took, what was left. */
export function Trace({ steps, published }: Props) {
  const t = useTranslations("product.trace");
  if (steps.length === 0) return <p className={classes.none}>{t("empty")}</p>;
  return (
    <table className={classes.trace} aria-label={t("title")}>
      <tbody>
        {steps.map((step) => (
          <TraceRow key={step.step} step={step} isFirst={step === steps[0]} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t("published")}
          </th>
          <td className="num">
            <Num value={published} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
