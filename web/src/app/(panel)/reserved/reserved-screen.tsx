"use client";

import { useTranslations } from "next-intl";
import { useReducer } from "react";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PagedTable } from "../../../components/paged-table.tsx";
import { ListScreen } from "../frame/list-screen.tsx";
import { ReservedTableRow } from "./reserved-table-row.tsx";
import { useReserved } from "./use-reserved.ts";

/** What keeps units from sale, the longest first; what nobody waits for any more is released here. */
export function ReservedScreen() {
  const t = useTranslations("reserved");
  const [turn, changed] = useReducer((turns: number) => turns + 1, 0);
  const head = (
    <>
      <th className="wide">{t("product")}</th>
      <th className={list.desktop}>{t("keptFor")}</th>
      <th className={list.desktop}>{t("owner")}</th>
      <th className={list.desktop}>{t("location")}</th>
      <th className="num">{t("units")}</th>
      <th className={list.desktop}>{t("age")}</th>
      <th>
        <span className={list.hidden}>{t("release.open")}</span>
      </th>
    </>
  );
  return (
    <ListScreen of="stock" lead={t("text")}>
      <PagedTable
        label={t("title")}
        head={head}
        usePage={useReserved}
        columns={7}
        turn={turn}
        empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
        row={(reservation) => <ReservedTableRow reservation={reservation} onChanged={changed} />}
      />
    </ListScreen>
  );
}
