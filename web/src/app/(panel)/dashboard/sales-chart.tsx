import { BarChart } from "@mantine/charts";
import { useFormatter, useTranslations } from "next-intl";
import classes from "./dashboard.module.css";
import { type ChannelSales, rowsOf, seriesColor } from "./sales-of.ts";

/** Units per hour, the channels stacked. */
export function SalesChart({ sales }: { sales: ChannelSales }) {
  const t = useTranslations("dashboard.sales");
  const format = useFormatter();
  const hour = (value: string) => format.dateTime(new Date(value), "hour");
  return (
    <figure className={classes.chart} aria-label={t("table")}>
      <BarChart
        h={220}
        data={rowsOf(sales)}
        dataKey="hour"
        type="stacked"
        series={sales.map(({ channel }, index) => ({
          name: channel.id,
          label: channel.name,
          color: seriesColor(index),
        }))}
        valueFormatter={(value) => format.number(value)}
        tickLine="none"
        gridAxis="x"
        strokeDasharray="0"
        gridColor="var(--line)"
        textColor="var(--ink-2)"
        maxBarWidth={20}
        withLegend={false}
        xAxisProps={{ tickFormatter: hour, interval: "equidistantPreserveStart", minTickGap: 32 }}
        yAxisProps={{ width: 44, allowDecimals: false }}
        tooltipProps={{ labelFormatter: (value) => (typeof value === "string" ? hour(value) : value) }}
        barProps={{ isAnimationActive: false }}
      />
    </figure>
  );
}
