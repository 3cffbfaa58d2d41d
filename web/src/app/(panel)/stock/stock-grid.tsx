"use client";

import { useMediaQuery } from "@mantine/hooks";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import type { ChannelNamesQuery } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";
import { isCompact, StockCols, tableWidth } from "./stock-cols.tsx";
import { features, stockColumns } from "./stock-columns.tsx";
import { StockHead } from "./stock-head.tsx";
import { Gap, StockRow, WaitingRow } from "./stock-row.tsx";
import { useRowKeys } from "./use-row-keys.ts";
import { extentOf, rowsBetween, type StockPages } from "./use-stock-pages.ts";

/** Rows that stand for those which are on their way. */
const waitingRows = 12;

interface Props {
  read: StockPages;
  /** Those that are shown. */
  channels: ChannelNamesQuery["channels"];
  /** Figures that are not. */
  hidden: ReadonlySet<string>;
  isStale: boolean;
  /** Told which rows are in sight. */
  onSight: (sight: { first: number; last: number }) => void;
}

/** A table of any length: only the rows in sight exist, between two gaps that stand for all the others. */
export function StockGrid({ read, channels, hidden, isStale, onSight }: Props) {
  const t = useTranslations("stock.columns");
  const grid = useRef<HTMLDivElement>(null);
  const rowHeight = useMediaQuery("(max-width: 48em)") ? 64 : 44;
  const { count, hasMore } = extentOf(read);
  const virtualizer = useVirtualizer({
    count: count + (hasMore ? waitingRows : 0),
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const [top, bottom] = [items[0], items.at(-1)];
  const [first, last] = [top?.index ?? 0, bottom?.index ?? 0];
  useEffect(() => onSight({ first, last }), [first, last, onSight]);
  useRowKeys(grid, (index) => virtualizer.scrollToIndex(index), count);
  const data = useMemo(() => rowsBetween(read, first, last), [read, first, last]);
  const columns = useMemo(() => stockColumns(t, channels, hidden), [t, channels, hidden]);
  const table = useTable({ features, columns, data, getRowId: (product) => product.id });
  const rows = table.getRowModel().rows;
  return (
    <div ref={grid} className={classes.grid} data-stale={isStale || undefined}>
      <table
        className={classes.table}
        data-compact={isCompact(channels.length) || undefined}
        style={tableWidth({ channels, hidden })}
        aria-label={t("label")}
        aria-rowcount={hasMore ? -1 : count + 1}
      >
        <StockCols channels={channels} hidden={hidden} />
        <StockHead table={table} />
        <tbody>
          <Gap height={top?.start ?? 0} />
          {items.map(({ index }) => {
            const row = rows[index - first];
            return row ? (
              <StockRow key={row.id} table={table} row={row} index={index} columns={columns} />
            ) : (
              <WaitingRow key={index} index={index} columns={columns.length} />
            );
          })}
          <Gap height={virtualizer.getTotalSize() - (bottom?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}
