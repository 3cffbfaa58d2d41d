import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Num } from "../../../../components/num.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import type { OrderDetailFragment } from "../../../../graphql/generated/graphql.ts";
import { productPath } from "../../../../routes.ts";
import classes from "./order.module.css";

type Line = OrderDetailFragment["lines"][number];

const figures = ["ordered", "cancelled", "shipped", "open"] as const;

/** What was ordered and how far it is. */
export function OrderLines({ lines }: { lines: readonly Line[] }) {
  const t = useTranslations("order.lines");
  const head = (
    <>
      <th className="wide">{t("product")}</th>
      {figures.map((figure) => (
        <th key={figure} className="num">
          {t(figure)}
        </th>
      ))}
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable isStacked label={t("title")} head={head}>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className="wide">
              <LineProduct line={line} />
            </td>
            {figures.map((figure) => (
              <td data-label={t(figure)} key={figure} className={`num ${line[figure] === 0 ? classes.none : ""}`}>
                <Num value={line[figure]} />
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

function LineProduct({ line }: { line: Line }) {
  const t = useTranslations("order.lines");
  const title = line.product?.title ?? line.title;
  return (
    <>
      {line.product ? (
        <Link className={classes.name} href={productPath(line.product.sku)}>
          {title}
        </Link>
      ) : (
        <span className={classes.name}>{title}</span>
      )}{" "}
      <span className={`code ${classes.quiet}`}>{line.product?.sku ?? line.sku}</span>{" "}
      {!line.product && <Tag tone="bad">{t("unlinked")}</Tag>}
      {line.shortageUnits > 0 && <Tag tone="bad">{t("short", { units: line.shortageUnits })}</Tag>}
    </>
  );
}
