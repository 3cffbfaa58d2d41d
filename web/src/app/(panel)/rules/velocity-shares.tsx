import { useFormatter, useTranslations } from "next-intl";
import { useQuery } from "urql";
import { DataTable } from "../../../components/data-table.tsx";
import { Num } from "../../../components/num.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Section } from "../../../components/section.tsx";
import { ProductShares } from "../../../graphql/rules.ts";
import classes from "./rules.module.css";

/** How fast each listing of a product sells, the share that this gives it, and why. */
export function VelocityShares({ sku }: { sku: string }) {
  const t = useTranslations("rules.velocity");
  const format = useFormatter();
  const [{ data }] = useQuery({ query: ProductShares, variables: { sku } });
  const percent = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : t("percent", { value: format.number(value) });
  const head = (
    <>
      <th>{t("channel")}</th>
      <th className="num">{t("perDay")}</th>
      <th className="num">{t("share")}</th>
      <th className="wide">{t("why")}</th>
    </>
  );
  return (
    <Section title={t("title", { sku: sku })}>
      <DataTable isStacked label={t("title", { sku: sku })} head={head}>
        {(data?.product?.listings ?? []).map(({ id, channel, velocity }) => (
          <tr key={id}>
            <td>
              <span className={classes.channel}>
                <PlatformMark platform={channel.platform} />
                {channel.name}
              </span>
            </td>
            <td data-label={t("perDay")} className="num">
              <Num value={velocity ? Math.round(velocity.perDay * 100) / 100 : null} />
            </td>
            <td data-label={t("share")} className="num">
              {percent(velocity?.sharePercent)}
            </td>
            <td className={`wide ${classes.quiet}`}>
              {velocity?.reason
                ? t(velocity.reason.isFrozen ? "frozen" : "reason", {
                    proportion: percent(velocity.reason.proportion),
                    previous:
                      velocity.reason.previous === null ? t("nothingBefore") : percent(velocity.reason.previous),
                    least: percent(velocity.reason.least),
                    most: percent(velocity.reason.most),
                  })
                : t("none")}
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
