"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice } from "../../../components/choice.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedRows } from "../../../components/paged-rows.tsx";
import { PartLinks } from "../frame/part-links.tsx";
import { ReturnTableRow } from "./return-table-row.tsx";
import { useReturns } from "./use-returns.ts";

const views = ["open", "decided"] as const;

/** What buyers send back: no unit moves before somebody says what came of it. */
export function ReturnsScreen() {
  const t = useTranslations("returns");
  const orders = useTranslations("orders");
  const [view, setView] = useState<(typeof views)[number]>("open");
  const [turn, setTurn] = useState(0);
  const usePage = (after: string | null) => useReturns(view === "open", after);
  const head = (
    <>
      <th className="wide">{t("what")}</th>
      <th className={list.desktop}>{t("order")}</th>
      <th className={list.desktop}>{t("why")}</th>
      <th className={list.desktop}>{t("announced")}</th>
      <th className="num">{t("units")}</th>
      <th>{t("state")}</th>
    </>
  );
  return (
    <>
      <PageHeader title={orders("title")} parts={<PartLinks of="orders" />} />
      <div className={list.toolbar}>
        <Choice
          label={t("view")}
          value={view}
          choices={views.map((value) => ({ value, label: t(`views.${value}`) }))}
          onChoose={setView}
        />
      </div>
      <div className={list.list}>
        <DataTable label={t("title")} head={head}>
          <PagedRows
            key={view}
            usePage={usePage}
            columns={6}
            turn={turn}
            empty={<Empty title={t(`empty.${view}.title`)} text={t(`empty.${view}.text`)} />}
            row={(one) => <ReturnTableRow returned={one} onDecided={() => setTurn((now) => now + 1)} />}
          />
        </DataTable>
      </div>
    </>
  );
}
