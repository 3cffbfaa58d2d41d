import { useAddress } from "../../../components/use-address.ts";
import type { OrderStatus } from "../../../graphql/generated/graphql.ts";

/** The states of an order, in the order of their buttons; empty is any. */
export const statuses = [
  "open",
  "short",
  "unlinked",
  "part_shipped",
  "shipped",
  "cancelled",
] as const satisfies readonly OrderStatus[];

/** What the list of orders shows; empty means any. */
export type OrdersView = Readonly<{ search: string; channel: string; status: OrderStatus | "" }>;

const plain: OrdersView = { search: "", channel: "", status: "" };

/** The view in the address, and how to change it. */
export function useOrdersView() {
  return useAddress(viewOf, plain);
}

/** Whether anything is left out of the list. */
export function isFiltered(view: OrdersView): boolean {
  return view.search !== "" || view.channel !== "" || view.status !== "";
}

function viewOf(params: URLSearchParams): OrdersView {
  return {
    search: params.get("search") ?? "",
    channel: params.get("channel") ?? "",
    status: statuses.find((each) => each === params.get("status")) ?? "",
  };
}
