"use client";

import { useMediaQuery } from "@mantine/hooks";
import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import type { ChannelNamesQuery } from "../../../graphql/generated/graphql.ts";
import classes from "./stock.module.css";
import { features, stockColumns } from "./stock-columns.tsx";
import { StockHead } from "./stock-head.tsx";
import { StockRow, WaitingRow } from "./stock-row.tsx";
import { useRowKeys } from "./use-row-keys.ts";
import { extentOf, rowAt, type StockPages } from "./use-stock-pages.ts";

/** Rows that stand for those which are on their way. */
const waitingRows = 12;

interface Props {
  read: StockPages;
  channels: ChannelNamesQuery["channels"];
  isStale: boolean;
  /** Told which rows are in sight. */
  onSight: (sight: { first: number; last: number }) => void;
}

/** A table of any length: only the rows in sight exist. */
export function StockGrid({ read, channels, isStale, onSight }: Props) {
  const t = useTranslations("stock.columns");
  const grid = useRef<HTMLDivElement>(null);
  const rowHeight = useMediaQuery("(max-width: 48em)") ? 52 : 40;
  const { count, hasMore } = extentOf(read);
  const virtualizer = useVirtualizer({
    count: count + (hasMore ? waitingRows : 0),
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onSight({ first, last }), [first, last, onSight]);
  useRowKeys(grid, (index) => virtualizer.scrollToIndex(index), count);
  const data = useMemo(() => rowsBetween(read, first, last), [read, first, last]);
  const columns = useMemo(() => stockColumns(t, channels), [t, channels]);
  const table = useTable({ features, columns, data, getRowId: (product) => product.id });
  const rows = table.getRowModel().rows;
  return (
    <div ref={grid} className={classes.grid} data-stale={isStale || undefined} style={columnsOf(channels.length)}>
      <div role="table" className={classes.table} aria-label={t("label")} aria-rowcount={hasMore ? -1 : count + 1}>
        <StockHead table={table} />
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index - first];
            const place = { index, top: start, height: rowHeight };
            return row ? (
              <StockRow key={row.id} table={table} row={row} {...place} />
            ) : (
              <WaitingRow key={index} {...place} />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function rowsBetween(read: StockPages, first: number, last: number) {
  const rows = [];
  for (let index = first; index <= last; index++) {
    const row = rowAt(read, index);
    if (row) rows.push(row);
  }
  return rows;
}

/** What the columns right of the product take, in px: the pool's figures, then one for each channel. */
const figureWidths = [104, 96, 96, 96];
const channelWidth = 136;

function columnsOf(channels: number) {
  const widths = [...figureWidths, ...Array.from({ length: channels }, () => channelWidth)];
  const total = widths.reduce((sum, width) => sum + width, 0);
  return {
    "--columns": `minmax(var(--product), 1fr) ${widths.map((width) => `${width}px`).join(" ")}`,
    "--width": `calc(var(--product) + ${total}px)`,
  };
}
