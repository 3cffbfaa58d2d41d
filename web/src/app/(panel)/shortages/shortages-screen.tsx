"use client";

import { useTranslations } from "next-intl";
import { DataTable } from "../../../components/data-table.tsx";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedRows } from "../../../components/paged-rows.tsx";
import { PartLinks } from "../frame/part-links.tsx";
import { ShortageTableRow } from "./shortage-table-row.tsx";
import { useShortages } from "./use-shortages.ts";

/** What was sold and is not there, the oldest first: it is filled in that order. */
export function ShortagesScreen() {
  const t = useTranslations("shortages");
  const orders = useTranslations("orders");
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
    <>
      <PageHeader title={orders("title")} parts={<PartLinks of="orders" />} />
      <p className={list.lead}>{t("text")}</p>
      <div className={list.list}>
        <DataTable label={t("title")} head={head}>
          <PagedRows
            usePage={useShortages}
            columns={5}
            turn={0}
            empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
            row={(shortage) => <ShortageTableRow shortage={shortage} />}
          />
        </DataTable>
      </div>
    </>
  );
}
