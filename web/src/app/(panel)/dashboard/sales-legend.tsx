import { useTranslations } from "next-intl";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import classes from "./dashboard.module.css";
import { type ChannelSales, seriesColor, totalOf } from "./sales-of.ts";

/** Which colour is which channel, and what it sold in all. */
export function SalesLegend({ sales }: { sales: ChannelSales }) {
  const t = useTranslations("dashboard.sales");
  return (
    <ul className={classes.legend}>
      {sales.map(({ channel, hours }, index) => (
        <li key={channel.id}>
          <span className={classes.swatch} style={{ background: seriesColor(index) }} aria-hidden="true" />
          <PlatformMark platform={channel.platform} />
          {channel.name}
          <span className={classes.units}>{t("units", { units: totalOf([{ channel, hours }]).units })}</span>
        </li>
      ))}
    </ul>
  );
}
