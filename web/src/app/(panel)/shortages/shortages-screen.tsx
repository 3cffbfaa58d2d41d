"use client";

import { useTranslations } from "next-intl";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PagedTable } from "../../../components/paged-table.tsx";
import { ListScreen } from "../frame/list-screen.tsx";
import { ShortageTableRow } from "./shortage-table-row.tsx";
import { useShortages } from "./use-shortages.ts";

/** What was sold and is not there, the oldest first: it is filled in that order. */
export function ShortagesScreen() {
  const t = useTranslations("shortages");
  const head = (
    <>
      <th>{t("order")}</th>
      <th className="wide">{t("product")}</th>
      <th className="num">{t("units")}</th>
      <th className={`num ${list.desktop}`}>{t("incoming")}</th>
      <th className={list.desktop}>{t("since")}</th>
    </>
  );
  return (
    <ListScreen of="orders" lead={t("text")}>
      <PagedTable
        label={t("title")}
        head={head}
        usePage={useShortages}
        columns={5}
        turn={0}
        empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
        row={(shortage) => <ShortageTableRow shortage={shortage} />}
      />
    </ListScreen>
  );
}
