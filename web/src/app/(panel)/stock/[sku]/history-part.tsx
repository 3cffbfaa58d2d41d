import { useTranslations } from "next-intl";
import { useQuery } from "urql";
import { Empty } from "../../../../components/empty.tsx";
import { MoreRow } from "../../../../components/more-row.tsx";
import { SkeletonRows } from "../../../../components/skeleton-rows.tsx";
import { ProductHistory } from "../../../../graphql/product.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import { HistoryRow } from "./history-row.tsx";

const columns = 7;

interface Props {
  sku: string;
  after: string | null;
  /** How many parts to show, this one included. */
  parts: number;
  onMore: () => void;
}

/** One part of the history and, below it, the parts that follow: each begins where the one before ends now. */
export function HistoryPart({ sku, after, parts, onMore }: Props) {
  const t = useTranslations("product.history.empty");
  const [{ data, fetching }, read] = useQuery({ query: ProductHistory, variables: { sku, after } });
  useRefresh(
    () => read({ requestPolicy: "network-only" }),
    ({ products }) => products.some((product) => product.sku === sku),
  );
  const movements = data?.product?.movements;
  if (!movements) return <SkeletonRows rows={5} columns={columns} />;
  const { hasNextPage, endCursor = null } = movements.pageInfo;
  if (movements.edges.length === 0 && after === null) {
    return (
      <tr data-bare>
        <td colSpan={columns}>
          <Empty title={t("title")} text={t("text")} />
        </td>
      </tr>
    );
  }
  return (
    <>
      {movements.edges.map(({ node }) => (
        <HistoryRow key={node.id} movement={node} />
      ))}
      {hasNextPage && parts > 1 && <HistoryPart sku={sku} after={endCursor} parts={parts - 1} onMore={onMore} />}
      {hasNextPage && parts === 1 && <MoreRow columns={columns} isBusy={fetching} onMore={onMore} />}
    </>
  );
}
