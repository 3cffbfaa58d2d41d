import { useEffect } from "react";
import { useQuery } from "urql";
import { ProductHistory } from "../../../../graphql/product.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import { HistoryRow } from "./history-row.tsx";

interface Props {
  sku: string;
  after: string | null;
  isLast: boolean;
  /** Told by the last part how far it goes. */
  onRead: (page: { rows: number; endCursor: string | null }) => void;
}

/** One read part of the history. The first one reads again when something new happened. */
export function HistoryPage({ sku, after, isLast, onRead }: Props) {
  const [{ data }, read] = useQuery({ query: ProductHistory, variables: { sku, after } });
  useRefresh(
    () => read({ requestPolicy: "network-only" }),
    ({ products }) => after === null && products.some((product) => product.sku === sku),
  );
  const movements = data?.product?.movements;
  useEffect(() => {
    if (!isLast || !movements) return;
    const { hasNextPage, endCursor } = movements.pageInfo;
    onRead({ rows: movements.edges.length, endCursor: hasNextPage ? (endCursor ?? null) : null });
  }, [isLast, movements, onRead]);
  return movements?.edges.map(({ node }) => <HistoryRow key={node.id} movement={node} />);
}
