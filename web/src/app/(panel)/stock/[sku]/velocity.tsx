import { BarChart } from "@mantine/charts";
import { Button } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Section } from "../../../../components/section.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** How fast the product leaves, day by day, alone or inside bundles. */
export function Velocity({ product }: { product: Product }) {
  const t = useTranslations("product.velocity");
  const format = useFormatter();
  const { velocity, sku } = product;
  const rules = (
    <Button component={Link} variant="subtle" size="compact-sm" href={`/rules?products=${encodeURIComponent(sku)}`}>
      {t("rules")}
    </Button>
  );
  if (!velocity) {
    return (
      <Section title={t("title")} aside={rules}>
        <p className={classes.quiet}>{t("empty")}</p>
      </Section>
    );
  }
  const rows = velocity.days.map((units, day) => ({ day, units })).reverse();
  const dayOf = (day: number) => t("day", { count: day });
  return (
    <Section title={t("title")} aside={rules}>
      <p className={classes.quiet}>{t("perDay", { value: format.number(velocity.perDay, "seconds") })}</p>
      <figure className={classes.chart} aria-label={t("title")}>
        <BarChart
          h={160}
          data={rows}
          dataKey="day"
          series={[{ name: "units", label: t("units"), color: "var(--series-1)" }]}
          valueFormatter={(value) => format.number(value)}
          tickLine="none"
          gridAxis="x"
          strokeDasharray="0"
          gridColor="var(--line)"
          textColor="var(--ink-2)"
          maxBarWidth={20}
          withLegend={false}
          xAxisProps={{ tickFormatter: dayOf, interval: "preserveStartEnd", minTickGap: 48 }}
          yAxisProps={{ width: 44, allowDecimals: false }}
          tooltipProps={{ labelFormatter: (day) => (typeof day === "number" ? dayOf(day) : day) }}
          barProps={{ isAnimationActive: false }}
        />
      </figure>
    </Section>
  );
}
