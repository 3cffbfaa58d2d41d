import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { DataTable } from "../../../components/data-table.tsx";
import { Num } from "../../../components/num.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import type { RuleEditInput } from "../../../graphql/generated/graphql.ts";
import { ReplayRules } from "../../../graphql/rules.ts";
import classes from "./rules.module.css";

const days = 14;
const figures = ["unitsOversold", "salesLost", "unitsParked"] as const;

/** The orders of the last days, played again under the rules as they are and as they would be. */
export function Replay({ edits }: { edits: readonly RuleEditInput[] }) {
  const t = useTranslations("rules.replay");
  const [{ data, error }, again] = useQuery({ query: ReplayRules, variables: { rules: edits, days } });
  if (error) return <QueryTrouble error={error} onRetry={() => again({ requestPolicy: "network-only" })} />;
  const preview = data?.previewRules;
  if (!preview) return <p className={classes.quiet}>{t("playing", { days })}</p>;
  if (preview.__typename === "Refusal") return null;
  const { replay } = preview;
  const head = (
    <>
      <th className="wide">{t("title", { days, units: replay.unitsOrdered })}</th>
      <th className="num">{t("before")}</th>
      <th className="num">{t("after")}</th>
    </>
  );
  return (
    <DataTable label={t("label")} head={head}>
      {figures.map((name) => (
        <tr key={name}>
          <td className="wide">
            {t(`figures.${name}.name`)}
            <span className={classes.help}>{t(`figures.${name}.help`)}</span>
          </td>
          <td className="num">
            <Num value={replay.before[name]} />
          </td>
          <td className="num">
            <strong>
              <Num value={replay.after[name]} />
            </strong>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
