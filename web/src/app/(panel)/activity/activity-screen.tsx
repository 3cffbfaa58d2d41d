"use client";

import { useTranslations } from "next-intl";
import { Empty } from "../../../components/empty.tsx";
import list from "../../../components/list.module.css";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedTable } from "../../../components/paged-table.tsx";
import { ActivityTableRow } from "./activity-table-row.tsx";
import { useMovements } from "./use-movements.ts";

/** Everything that happened to stock, as it happens; each line leads to its product. */
export function ActivityScreen() {
  const t = useTranslations("activity");
  const head = (
    <>
      <th className={list.desktop}>{t("when")}</th>
      <th className={`wide ${list.first}`}>{t("product")}</th>
      <th className={list.desktop}>{t("what")}</th>
      <th className={list.desktop}>{t("who")}</th>
      <th className={list.desktop}>{t("where")}</th>
      <th className={`num ${list.last}`}>{t("change")}</th>
      <th className={`num ${list.desktop}`}>{t("available")}</th>
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} />
      <div className={list.list}>
        <PagedTable
          label={t("title")}
          head={head}
          usePage={useMovements}
          columns={7}
          turn={0}
          empty={<Empty title={t("empty.title")} text={t("empty.text")} />}
          row={(movement) => <ActivityTableRow movement={movement} />}
        />
      </div>
    </>
  );
}
