import { useQuery } from "urql";
import { MoreRow } from "../../../components/more-row.tsx";
import { QueryTrouble } from "../../../components/query-trouble.tsx";
import { SkeletonRows } from "../../../components/skeleton-rows.tsx";
import { Orders } from "../../../graphql/order.ts";
import { useRefresh } from "../../../graphql/use-refresh.ts";
import { NoOrders } from "./no-orders.tsx";
import { OrderListRow } from "./order-list-row.tsx";
import { isFiltered, type OrdersView } from "./use-orders-view.ts";

const columns = 7;

/** Orders that are read at once. */
const first = 50;

interface Props {
  view: OrdersView;
  after: string | null;
  /** How many parts to show, this one included. */
  parts: number;
  onMore: () => void;
  onReset: () => void;
}

/** One part of the list and, below it, the parts that follow: each begins where the one before ends now. */
export function OrdersPart({ view, after, parts, onMore, onReset }: Props) {
  const variables = {
    first,
    after,
    channelId: view.channel || null,
    status: view.status || null,
    search: view.search || null,
  };
  const [{ data, error, fetching }, read] = useQuery({ query: Orders, variables });
  const again = () => read({ requestPolicy: "network-only" });
  useRefresh(again, ({ orders }) => orders.length > 0);
  if (error && !data)
    return (
      <Across>
        <QueryTrouble error={error} onRetry={again} />
      </Across>
    );
  if (!data) return <SkeletonRows rows={12} columns={columns} />;
  const { edges, pageInfo } = data.orders;
  if (edges.length === 0 && after === null)
    return (
      <Across>
        <NoOrders isFiltered={isFiltered(view)} onReset={onReset} />
      </Across>
    );
  return (
    <>
      {edges.map(({ node }) => (
        <OrderListRow key={node.id} order={node} />
      ))}
      {pageInfo.hasNextPage && parts > 1 && (
        <OrdersPart
          view={view}
          after={pageInfo.endCursor ?? null}
          parts={parts - 1}
          onMore={onMore}
          onReset={onReset}
        />
      )}
      {pageInfo.hasNextPage && parts === 1 && <MoreRow columns={columns} isBusy={fetching} onMore={onMore} />}
    </>
  );
}

function Across({ children }: { children: React.ReactNode }) {
  return (
    <tr>
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
