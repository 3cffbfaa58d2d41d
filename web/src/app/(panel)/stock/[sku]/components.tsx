import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { LiveNumber } from "../../../../components/live-number.tsx";
import { Num } from "../../../../components/num.tsx";
import { Section } from "../../../../components/section.tsx";
import { Tag } from "../../../../components/tag.tsx";
import { productPath } from "../../../../routes.ts";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** What is in a bundle, and which component limits how many sets there can be. */
export function Components({ recipe }: { recipe: NonNullable<Product["recipe"]> }) {
  const t = useTranslations("product.parts");
  const head = (
    <>
      <th className="wide">{t("component")}</th>
      <th className="num">{t("perSet")}</th>
      <th className="num">{t("available")}</th>
    </>
  );
  return (
    <Section title={t("title")} aside={t(`policies.${recipe.policy}`)}>
      <DataTable label={t("title")} head={head}>
        {recipe.components.map(({ product, quantity }) => (
          <tr key={product.id}>
            <td className="wide">
              <Link className={classes.name} href={productPath(product.sku)}>
                {product.title}
              </Link>{" "}
              <span className={`code ${classes.quiet}`}>{product.sku}</span>{" "}
              {product.id === recipe.limiting?.id && <Tag tone="warn">{t("limits")}</Tag>}
            </td>
            <td className="num">
              <Num value={quantity} />
            </td>
            <td className="num">
              <LiveNumber value={product.available} />
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
