"use client";

import { useMemo, useState } from "react";
import type { CombinedError } from "urql";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { useChannelNames } from "../../../graphql/use-channel-names.ts";
import { NothingFound } from "./nothing-found.tsx";
import classes from "./stock.module.css";
import { StockGrid } from "./stock-grid.tsx";
import { StockPageReader } from "./stock-page-reader.tsx";
import { extentOf, useStockPages, wantedPages } from "./use-stock-pages.ts";
import type { StockView } from "./use-stock-view.ts";

interface Props {
  view: StockView;
  /** Columns that are not shown. */
  hidden: ReadonlySet<string>;
  onReset: () => void;
}

/** Reads the pages that are in sight and hands their rows to the grid. */
export function StockTable({ view, hidden, onReset }: Props) {
  const names = useChannelNames();
  const channels = useMemo(() => (names ?? []).filter(({ id }) => !hidden.has(id)), [names, hidden]);
  const { read, onRead } = useStockPages();
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const [trouble, setTrouble] = useState<CombinedError>();
  const viewKey = JSON.stringify(view);
  const isStale = read.viewKey !== viewKey;
  const wanted = isStale ? [{ index: 0, after: null }] : wantedPages(read, sight.first, sight.last);
  const { count, hasMore } = extentOf(read);
  return (
    <>
      {trouble && (
        <div className={classes.notice}>
          <QueryTrouble error={trouble} onRetry={() => window.location.reload()} />
        </div>
      )}
      {wanted.map(({ index, after }) => (
        <StockPageReader
          key={`${viewKey} ${index}`}
          view={view}
          viewKey={viewKey}
          index={index}
          after={after}
          onRead={onRead}
          onTrouble={setTrouble}
        />
      ))}
      {count === 0 && !hasMore ? (
        <NothingFound view={view} onReset={onReset} />
      ) : (
        <StockGrid read={read} channels={channels} hidden={hidden} isStale={isStale && count > 0} onSight={setSight} />
      )}
    </>
  );
}
