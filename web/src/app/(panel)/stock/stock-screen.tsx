"use client";

import { useTranslations } from "next-intl";
import { FormPopover } from "../../../components/form-popover.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { PartLinks } from "../frame/part-links.tsx";
import { AddProductForm } from "./add-product-form.tsx";
import classes from "./stock.module.css";
import { StockTable } from "./stock-table.tsx";
import { StockToolbar } from "./stock-toolbar.tsx";
import { useHiddenColumns } from "./use-hidden-columns.ts";
import { useStockView } from "./use-stock-view.ts";

/** The stock table under its search and filters; it fills the window. */
export function StockScreen() {
  const t = useTranslations("stock");
  const [view, change] = useStockView();
  const columns = useHiddenColumns();
  return (
    <div className={classes.screen}>
      <PageHeader title={t("title")} parts={<PartLinks of="stock" />}>
        <FormPopover variant="default" label={t("add.open")}>
          {(ends) => <AddProductForm {...ends} />}
        </FormPopover>
      </PageHeader>
      <StockToolbar view={view} columns={columns} onChange={change} />
      <StockTable view={view} hidden={columns.hidden} onReset={() => change({ search: "", filter: "all" })} />
    </div>
  );
}
