import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataTable } from "../../../../components/data-table.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { Section } from "../../../../components/section.tsx";
import { SkeletonRows } from "../../../../components/skeleton-rows.tsx";
import { HistoryPage } from "./history-page.tsx";
import classes from "./product.module.css";

/** Everything that happened to the product's stock, newest first; each part is read when it is asked for. */
export function History({ sku }: { sku: string }) {
  const t = useTranslations("product.history");
  const more = useTranslations("common");
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [last, setLast] = useState<{ rows: number; endCursor: string | null }>();
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
  const isEmpty = cursors.length === 1 && last?.rows === 0;
  return (
    <Section title={t("title")}>
      {isEmpty && <Empty title={t("empty.title")} text={t("empty.text")} />}
      <div hidden={isEmpty}>
        <DataTable label={t("title")} head={head}>
          {cursors.map((after) => (
            <HistoryPage key={after} sku={sku} after={after} onRead={setLast} isLast={after === cursors.at(-1)} />
          ))}
          {!last && <SkeletonRows rows={5} columns={7} />}
        </DataTable>
      </div>
      {last?.endCursor && (
        <Button className={classes.more} variant="default" onClick={() => setCursors([...cursors, last.endCursor])}>
          {more("more")}
        </Button>
      )}
    </Section>
  );
}
