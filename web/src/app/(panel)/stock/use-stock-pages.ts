import { useCallback, useState } from "react";
import type { StockRowFragment } from "../../../graphql/generated/graphql.ts";

/** Products that are read at once. */
export const pageSize = 100;

/** One read part of the list; the next one begins after `endCursor`. */
export interface StockPage {
  rows: readonly StockRowFragment[];
  /** Null on the last page. */
  endCursor: string | null;
}

/** The part of a list that was read so far. */
export interface StockPages {
  /** The view that it belongs to: another one than the wanted while that is on its way. */
  viewKey: string | null;
  pages: readonly StockPage[];
}

/** Keeps the pages that were read. Those of the view before stay on the screen until the first of the new one is there. */
export function useStockPages() {
  const [read, setRead] = useState<StockPages>({ viewKey: null, pages: [] });
  const onRead = useCallback((viewKey: string, index: number, page: StockPage) => {
    setRead((before) => {
      if (before.viewKey !== viewKey) return index === 0 ? { viewKey, pages: [page] } : before;
      const rest = page.endCursor ? before.pages.slice(index + 1) : [];
      return { viewKey, pages: [...before.pages.slice(0, index), page, ...rest] };
    });
  }, []);
  return { read, onRead };
}

/** The products from one place of the list to another, as far as they were read. */
export function rowsBetween({ pages }: StockPages, first: number, last: number): StockRowFragment[] {
  const rows = [];
  for (let index = first; index <= last; index++) {
    const row = pages[Math.floor(index / pageSize)]?.rows[index % pageSize];
    if (row) rows.push(row);
  }
  return rows;
}

/** How many products were read, and whether there are more. */
export function extentOf({ pages }: StockPages): { count: number; hasMore: boolean } {
  const last = pages.at(-1);
  return {
    count: last ? (pages.length - 1) * pageSize + last.rows.length : 0,
    hasMore: !last || last.endCursor !== null,
  };
}

/** Which pages to read so that the rows `first` to `last` are there, each with the cursor before it. */
export function wantedPages(
  { pages }: StockPages,
  first: number,
  last: number,
): { index: number; after: string | null }[] {
  const from = Math.floor(first / pageSize);
  const to = Math.floor(last / pageSize);
  const all = [null, ...pages.map(({ endCursor }) => endCursor)].map((after, index) => ({ index, after }));
  return all.filter(({ index, after }) => index >= from && index <= to && (index === 0 || after !== null));
}
