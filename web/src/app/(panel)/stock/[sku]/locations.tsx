import { useTranslations } from "next-intl";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { LiveNumber } from "../../../../components/live-number.tsx";
import { Section } from "../../../../components/section.tsx";
import { LocationName } from "./location-name.tsx";
import classes from "./product.module.css";
import type { Product } from "./product.ts";

const figures = ["onHand", "unavailable", "reserved", "available", "incoming"] as const;

/** Where the product lies. */
export function Locations({ product }: { product: Product }) {
  const t = useTranslations("product.locations");
  if (product.levels.length === 0) {
    return (
      <Section title={t("title")}>
        <Empty title={t("empty.title")} text={t("empty.text")} />
      </Section>
    );
  }
  const head = (
    <>
      <th className="wide">{t("location")}</th>
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
        {product.levels.map((level) => (
          <tr key={level.id}>
            <td className="wide">
              <LocationName location={level.location} />
            </td>
            {figures.map((figure) => (
              <Figure key={figure} label={t(figure)} value={level[figure]} isMain={figure === "available"} />
            ))}
          </tr>
        ))}
        {product.levels.length > 1 && (
          <tr className={classes.total}>
            <td className="wide">{t("total")}</td>
            {figures.map((figure) => (
              <Figure key={figure} label={t(figure)} value={product[figure]} isMain />
            ))}
          </tr>
        )}
      </DataTable>
    </Section>
  );
}

function Figure({ label, value, isMain }: { label: string; value: number | null | undefined; isMain: boolean }) {
  return (
    <td data-label={label} className={`num ${isMain ? "" : classes.quiet}`}>
      <LiveNumber value={value} />
    </td>
  );
}
