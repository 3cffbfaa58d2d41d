import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Section } from "../../../components/section.tsx";
import { Tag } from "../../../components/tag.tsx";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { LowStock as LowStockQuery } from "../../../graphql/velocity.ts";
import { productPath } from "../../../routes.ts";
import classes from "./dashboard.module.css";

/** Products at their reorder point, those that are sold out soonest first; nothing while there are none. */
export function LowStock() {
  const t = useTranslations("dashboard.low");
  const [{ data }, read] = useQuery({ query: LowStockQuery });
  useRefresh(() => read({ requestPolicy: "network-only" }), undefined, 5_000);
  const low = data?.lowStock.edges ?? [];
  if (low.length === 0) return null;
  return (
    <Section title={t("title")}>
      <ul className={classes.list}>
        {low.map(({ node: { id, sku, title, available, daysOfCover } }) => (
          <li key={id} className={classes.shortage}>
            <Link className={classes.name} href={productPath(sku)}>
              {title}
            </Link>
            <span className={`code ${classes.quiet}`}>{sku}</span>
            <Tag tone="warn">
              {daysOfCover === null || daysOfCover === undefined
                ? t("units", { units: available })
                : t("days", { days: Math.floor(daysOfCover), units: available })}
            </Tag>
          </li>
        ))}
      </ul>
    </Section>
  );
}
