import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Empty } from "../../../components/empty.tsx";
import { Section } from "../../../components/section.tsx";
import { Tag } from "../../../components/tag.tsx";
import { Shortages as ShortagesQuery } from "../../../graphql/channel.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { productPath } from "../../../routes.ts";
import classes from "./dashboard.module.css";

/** Products that were sold more often than there are units. */
export function Shortages() {
  const t = useTranslations("dashboard.shortages");
  const [{ data }, read] = useQuery({ query: ShortagesQuery });
  useRefresh(() => read({ requestPolicy: "network-only" }), undefined, 2_000);
  const short = data?.products.edges ?? [];
  const all = short.length > 0 && (
    <Link className={classes.link} href="/shortages">
      {t("all")}
    </Link>
  );
  return (
    <Section title={t("title")} aside={all}>
      {data && short.length === 0 && <Empty title={t("empty.title")} text={t("empty.text")} />}
      <ul className={classes.list}>
        {short.map(({ node: { id, sku, title, shortageUnits } }) => (
          <li key={id} className={classes.shortage}>
            <Link className={classes.name} href={productPath(sku)}>
              {title}
            </Link>
            <span className={`code ${classes.quiet}`}>{sku}</span>
            <Tag tone="bad">{t("text", { units: shortageUnits })}</Tag>
          </li>
        ))}
      </ul>
    </Section>
  );
}
