import { useAddress } from "../../../components/use-address.ts";
import type { ProductFilter, ProductSort } from "../../../graphql/generated/graphql.ts";

/** The filters of the stock table, in the order of their buttons. */
export const filters = ["all", "low", "oversold", "bundles"] as const satisfies readonly ProductFilter[];

/** The orders of the stock table. */
export const sorts = ["sku", "title", "updated"] as const satisfies readonly ProductSort[];

/** What the stock table shows. */
export type StockView = Readonly<{ search: string; filter: ProductFilter; sort: ProductSort }>;

const plain: StockView = { search: "", filter: "all", sort: "sku" };

/** The view in the address, and how to change it. */
export function useStockView() {
  return useAddress(viewOf, plain);
}

function viewOf(params: URLSearchParams): StockView {
  return {
    search: params.get("search") ?? "",
    filter: filters.find((each) => each === params.get("filter")) ?? plain.filter,
    sort: sorts.find((each) => each === params.get("sort")) ?? plain.sort,
  };
}
