import Link from "next/link";
import { useTranslations } from "next-intl";
import { Moment } from "../../../components/moment.tsx";
import { Tag } from "../../../components/tag.tsx";
import type { FlashSaleRowFragment } from "../../../graphql/generated/graphql.ts";
import { productPath } from "../../../routes.ts";
import classes from "./flash-sales.module.css";

/** What is on sale, what is left of it, and since when nothing is. */
export function SaleProducts({ sale: { products, figures, endedAt } }: { sale: FlashSaleRowFragment }) {
  const t = useTranslations("flashSales");
  const goneAt = new Map(figures.soldOut.flatMap(({ product, at }) => (product ? [[product.id, at]] : [])));
  return (
    <ul className={classes.products}>
      {products.map(({ id, sku, title, available }) => {
        const at = goneAt.get(id);
        return (
          <li key={id}>
            <Link className={classes.name} href={productPath(sku)}>
              {title}
            </Link>{" "}
            <span className={`code ${classes.quiet}`}>{sku}</span>
            <span className={classes.left}>
              {at ? (
                <>
                  <Tag tone="warn">{t("soldOut")}</Tag> <Moment at={at} />
                </>
              ) : (
                !endedAt && t("left", { units: available })
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
