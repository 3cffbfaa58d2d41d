import { useQuery } from "urql";
import { type Page, pageOf } from "../../../components/paged-rows.tsx";
import type { OrderRowFragment } from "../../../graphql/generated/graphql.ts";
import { Orders } from "../../../graphql/order.ts";
import type { OrdersView } from "./use-orders-view.ts";

const first = 50;

/** A page of the orders that answer to a view. */
export function useOrders(view: OrdersView, after: string | null): Page<OrderRowFragment> {
  const filter = { channelId: view.channel || null, status: view.status || null, search: view.search || null };
  const [result, read] = useQuery({ query: Orders, variables: { first, after, ...filter } });
  return pageOf(result.data?.orders, result, read);
}
