import { Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Choice } from "../../../components/choice.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { ColumnsMenu } from "./columns-menu.tsx";
import classes from "./stock.module.css";
import type { HiddenColumns } from "./use-hidden-columns.ts";
import { filters, type StockView, sorts } from "./use-stock-view.ts";

interface Props {
  view: StockView;
  columns: HiddenColumns;
  onChange: (change: Partial<StockView>) => void;
}

/** Search, filter and order of the stock table. */
export function StockToolbar({ view, columns, onChange }: Props) {
  const t = useTranslations("stock");
  return (
    <search className={classes.toolbar}>
      <SearchField value={view.search} placeholder={t("search")} onChange={(search) => onChange({ search })} />
      <Choice
        label={t("filter")}
        value={view.filter}
        choices={filters.map((value) => ({ value, label: t(`filters.${value}`) }))}
        onChoose={(filter) => onChange({ filter })}
      />
      <Select
        className={classes.sort}
        aria-label={t("sort")}
        value={view.sort}
        allowDeselect={false}
        data={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        onChange={(sort) => sort && onChange({ sort })}
      />
      <ColumnsMenu {...columns} />
    </search>
  );
}
