import { useEffect } from "react";
import { type CombinedError, useQuery } from "urql";
import { StockPage as StockPageQuery } from "../../../graphql/product.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { pageSize, type StockPage } from "./use-stock-pages.ts";
import type { StockView } from "./use-stock-view.ts";

interface Props {
  view: StockView;
  viewKey: string;
  index: number;
  after: string | null;
  onRead: (viewKey: string, index: number, page: StockPage) => void;
  onTrouble: (error: CombinedError | undefined) => void;
}

/** Reads one page of the list for as long as a row of it is in sight; live updates of its products come through it. */
export function StockPageReader({ view, viewKey, index, after, onRead, onTrouble }: Props) {
  const { search, filter, sort } = view;
  const variables = { first: pageSize, after, search: search || null, filter, sort };
  const [{ data, error }, read] = useQuery({ query: StockPageQuery, variables });
  useRefresh(
    () => read({ requestPolicy: "network-only" }),
    () => false,
  );
  useEffect(() => {
    if (!data) return;
    const { edges, pageInfo } = data.products;
    onRead(viewKey, index, {
      rows: edges.map(({ node }) => node),
      endCursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
    });
  }, [data, viewKey, index, onRead]);
  useEffect(() => onTrouble(error), [error, onTrouble]);
  return null;
}
