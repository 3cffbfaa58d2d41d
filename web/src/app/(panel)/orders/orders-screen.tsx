"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { PageHeader } from "../../../components/page-header.tsx";
import { PagedTable } from "../../../components/paged-table.tsx";
import { useListKeys } from "../../../components/use-list-keys.ts";
import { PartLinks } from "../frame/part-links.tsx";
import { NoOrders } from "./no-orders.tsx";
import { OrderListRow } from "./order-list-row.tsx";
import classes from "./orders.module.css";
import { OrdersToolbar } from "./orders-toolbar.tsx";
import { useOrders } from "./use-orders.ts";
import { isFiltered, useOrdersView } from "./use-orders-view.ts";

/** The orders under their search and filters. */
export function OrdersScreen() {
  const t = useTranslations("orders");
  const [view, change] = useOrdersView();
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list);
  const usePage = (after: string | null) => useOrders(view, after);
  const head = (
    <>
      <th>{t("columns.order")}</th>
      <th>{t("columns.channel")}</th>
      <th>{t("columns.placed")}</th>
      <th>{t("columns.status")}</th>
      <th className={"wide"}>{t("columns.lines")}</th>
      <th>{t("columns.country")}</th>
      <th className="num">{t("columns.open")}</th>
    </>
  );
  return (
    <>
      <PageHeader title={t("title")} parts={<PartLinks of="orders" />} />
      <OrdersToolbar view={view} onChange={change} />
      <div ref={list} className={classes.list}>
        <PagedTable
          isStacked
          label={t("label")}
          head={head}
          key={JSON.stringify(view)}
          usePage={usePage}
          columns={7}
          turn={0}
          empty={
            <NoOrders isFiltered={isFiltered(view)} onReset={() => change({ search: "", channel: "", status: "" })} />
          }
          row={(order) => <OrderListRow order={order} />}
        />
      </div>
    </>
  );
}
