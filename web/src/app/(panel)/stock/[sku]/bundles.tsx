import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { LiveNumber } from "../../../../components/live-number.tsx";
import { Section } from "../../../../components/section.tsx";
import { productPath } from "../../../../routes.ts";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

/** The bundles that hold this product: they go down with it. */
export function Bundles({ bundles }: { bundles: Product["bundles"] }) {
  const t = useTranslations("product.bundles");
  const head = (
    <>
      <th className="wide">{t("bundle")}</th>
      <th className="num">{t("sets")}</th>
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable label={t("title")} head={head}>
        {bundles.map((bundle) => (
          <tr key={bundle.id}>
            <td className="wide">
              <Link className={classes.name} href={productPath(bundle.sku)}>
                {bundle.title}
              </Link>{" "}
              <span className={`code ${classes.quiet}`}>{bundle.sku}</span>
            </td>
            <td className="num">
              <LiveNumber value={bundle.available} />
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
