"use client";

import { useTranslations } from "next-intl";
import { PageHeader } from "../../../components/page-header.tsx";
import { PartLinks } from "../frame/part-links.tsx";
import classes from "./stock.module.css";
import { StockTable } from "./stock-table.tsx";
import { StockToolbar } from "./stock-toolbar.tsx";
import { useStockView } from "./use-stock-view.ts";

/** The stock table under its search and filters; it fills the window. */
export function StockScreen() {
  const t = useTranslations("stock");
  const [view, change] = useStockView();
  return (
    <div className={classes.screen}>
      <PageHeader title={t("title")} parts={<PartLinks of="stock" />} />
      <StockToolbar view={view} onChange={change} />
      <StockTable view={view} onReset={() => change({ search: "", filter: "all" })} />
    </div>
  );
}
