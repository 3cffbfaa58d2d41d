import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { ProductFilter, ProductSort } from "../../../graphql/generated/graphql.ts";

/** The filters of the stock table, in the order of their buttons. */
export const filters = ["all", "low", "oversold", "bundles"] as const satisfies readonly ProductFilter[];

/** The orders of the stock table. */
export const sorts = ["sku", "title", "updated"] as const satisfies readonly ProductSort[];

/** What the stock table shows; lives in the address, so that it can be kept and sent. */
export interface StockView {
  search: string;
  filter: ProductFilter;
  sort: ProductSort;
}

/** The view in the address, and how to change it. */
export function useStockView(): [StockView, (change: Partial<StockView>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  const text = params.toString();
  const view = useMemo(() => viewOf(new URLSearchParams(text)), [text]);
  const change = (change: Partial<StockView>) => router.replace(path + queryOf({ ...view, ...change }), { scroll: false });
  return [view, change];
}

function viewOf(params: URLSearchParams): StockView {
  return {
    search: params.get("search") ?? "",
    filter: filters.find((each) => each === params.get("filter")) ?? "all",
    sort: sorts.find((each) => each === params.get("sort")) ?? "sku",
  };
}

function queryOf({ search, filter, sort }: StockView): string {
  const params = new URLSearchParams();
  if (search) params.set("search", search);
  if (filter !== "all") params.set("filter", filter);
  if (sort !== "sku") params.set("sort", sort);
  return params.size > 0 ? `?${params}` : "";
}
