import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Empty } from "../../../components/empty.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { Section } from "../../../components/section.tsx";
import { Sales as SalesQuery } from "../../../graphql/channel.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import classes from "./dashboard.module.css";
import { SalesChart } from "./sales-chart.tsx";
import { SalesLegend } from "./sales-legend.tsx";
import { totalOf } from "./sales-of.ts";

/** How far back the chart goes. */
const hours = 24;

/** Units sold per channel and hour. */
export function Sales() {
  const t = useTranslations("dashboard.sales");
  const [{ data, error }, read] = useQuery({ query: SalesQuery, variables: { hours } });
  const again = () => read({ requestPolicy: "network-only" });
  useRefresh(again, ({ orders }) => orders.length > 0, 5_000);
  const sales = data?.salesByHour;
  const total = totalOf(sales ?? []);
  return (
    <Section title={t("title")} aside={sales && t("total", { ...total })}>
      {!sales && (error ? <QueryTrouble error={error} onRetry={again} /> : <Skeleton height={220} />)}
      {sales && total.units === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      {sales && total.units > 0 && (
        <div className={classes.sales}>
          <SalesChart sales={sales} />
          <SalesLegend sales={sales} />
        </div>
      )}
    </Section>
  );
}
