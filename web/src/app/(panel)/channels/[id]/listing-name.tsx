import Link from "next/link";
import { productPath } from "../../../../routes.ts";
import classes from "./channel.module.css";

interface Props {
  listing: {
    readonly title: string;
    readonly sku?: string | null | undefined;
    readonly product?: { readonly sku: string } | null | undefined;
  };
}

/** A listing by its product's SKU, which leads to the product, and its title on the platform. */
export function ListingName({ listing: { product, sku, title } }: Props) {
  return (
    <span className={classes.listing}>
      {product ? (
        <Link className="code" href={productPath(product.sku)}>
          {product.sku}
        </Link>
      ) : (
        <span className="code">{sku ?? "–"}</span>
      )}
      {title !== product?.sku && <span className={classes.quiet}>{title}</span>}
    </span>
  );
}
