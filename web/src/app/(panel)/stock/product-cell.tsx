import Link from "next/link";
import { useTranslations } from "next-intl";
import { Tag } from "../../../components/tag.tsx";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";
import { productPath } from "../../../routes.ts";
import classes from "./stock.module.css";

/** Title and SKU, leading to the product; says when it is a bundle or oversold. */
export function ProductCell({ product }: { product: StockRowFragment }) {
  const t = useTranslations("stock");
  return (
    <Link className={classes.product} href={productPath(product.sku)} prefetch={false} data-row-link>
      <span className={classes.title} title={product.title}>
        {product.title}
      </span>
      <span className={classes.what}>
        <span className={`code ${classes.sku}`}>{product.sku}</span>
        {product.isBundle && <Tag tone="plain">{t("bundle")}</Tag>}
        {product.shortageUnits > 0 && <Tag tone="bad">{t("short", { units: product.shortageUnits })}</Tag>}
      </span>
    </Link>
  );
}
