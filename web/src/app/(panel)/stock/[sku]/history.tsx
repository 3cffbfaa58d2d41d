import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataTable } from "../../../../components/data-table.tsx";
import { Section } from "../../../../components/section.tsx";
import { HistoryPart } from "./history-part.tsx";

/** Everything that happened to the product's stock, newest first. */
export function History({ sku }: { sku: string }) {
  const t = useTranslations("product.history");
  const [parts, setParts] = useState(1);
  const head = (
    <>
      <th>{t("when")}</th>
      <th>{t("what")}</th>
      <th className="wide">{t("who")}</th>
      <th>{t("location")}</th>
      <th className="num">{t("change")}</th>
      <th className="num">{t("onHand")}</th>
      <th className="num">{t("available")}</th>
    </>
  );
  return (
    <Section title={t("title")}>
      <DataTable isStacked label={t("title")} head={head}>
        <HistoryPart sku={sku} after={null} parts={parts} onMore={() => setParts(parts + 1)} />
      </DataTable>
    </Section>
  );
}
