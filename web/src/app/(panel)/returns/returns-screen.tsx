"use client";

import { useTranslations } from "next-intl";
import { useReducer, useState } from "react";
import { Choice } from "../../../components/choice.tsx";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PagedTable } from "../../../components/paged-table.tsx";
import { ListScreen } from "../frame/list-screen.tsx";
import { ReturnTableRow } from "./return-table-row.tsx";
import { useReturns } from "./use-returns.ts";

const views = ["open", "decided"] as const;

/** What buyers send back: no unit moves before somebody says what came of it. */
export function ReturnsScreen() {
  const t = useTranslations("returns");
  const [view, setView] = useState<(typeof views)[number]>("open");
  const [turn, changed] = useReducer((turns: number) => turns + 1, 0);
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
  const choices = views.map((value) => ({ value, label: t(`views.${value}`) }));
  return (
    <ListScreen of="orders" filter={<Choice label={t("view")} value={view} choices={choices} onChoose={setView} />}>
      <PagedTable
        key={view}
        label={t("title")}
        head={head}
        usePage={usePage}
        columns={6}
        turn={turn}
        empty={<Empty title={t(`empty.${view}.title`)} text={t(`empty.${view}.text`)} />}
        row={(one) => <ReturnTableRow returned={one} onDecided={changed} />}
      />
    </ListScreen>
  );
}
