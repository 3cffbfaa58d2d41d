"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { DataTable } from "../../../components/data-table.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { useListKeys } from "../../../components/use-list-keys.ts";
import { PartLinks } from "../frame/part-links.tsx";
import classes from "./orders.module.css";
import { OrdersPart } from "./orders-part.tsx";
import { OrdersToolbar } from "./orders-toolbar.tsx";
import { useOrdersView } from "./use-orders-view.ts";

/** The orders under their search and filters. */
export function OrdersScreen() {
  const t = useTranslations("orders");
  const [view, change] = useOrdersView();
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const [parts, setParts] = useState(1);
  const head = (
    <>
      <th>{t("columns.order")}</th>
      <th className={classes.desktop}>{t("columns.channel")}</th>
      <th>{t("columns.placed")}</th>
      <th>{t("columns.status")}</th>
      <th className={`wide ${classes.desktop}`}>{t("columns.lines")}</th>
      <th className={classes.desktop}>{t("columns.country")}</th>
      <th className="num">{t("columns.open")}</th>
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} parts={<PartLinks of="orders" />} />
      <OrdersToolbar view={view} onChange={change} />
      <div ref={list} className={classes.list}>
        <DataTable label={t("label")} head={head}>
          <OrdersPart
            view={view}
            after={null}
            parts={parts}
            onMore={() => setParts(parts + 1)}
            onReset={() => change({ search: "", channel: "", status: "" })}
          />
        </DataTable>
      </div>
    </>
  );
}
