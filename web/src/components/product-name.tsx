import Link from "next/link";
import { productPath } from "../routes.ts";
import list from "./list.module.css";

/** A product by title and SKU, leading to its page. */
export function ProductName({
  product: { sku, title },
}: {
  product: { readonly sku: string; readonly title: string };
}) {
  return (
    <>
      <Link className={list.link} href={productPath(sku)}>
        {title}
      </Link>{" "}
      <span className={`code ${list.quiet}`}>{sku}</span>
    </>
  );
}
