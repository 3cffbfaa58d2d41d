import { useMemo } from "react";
import { useQuery } from "urql";
import { ProductsBySku } from "../../../graphql/rules.ts";

/** The products of these SKUs; those that do not exist are `missing`. Null while they are read. */
export function useProducts(skus: readonly string[]): { productIds: string[]; missing: string[] } | null {
  const [{ data, fetching }] = useQuery({ query: ProductsBySku, variables: { skus }, pause: skus.length === 0 });
  return useMemo(() => {
    if (skus.length === 0) return { productIds: [], missing: [] };
    if (!data || fetching) return null;
    const found = new Map(data.productsBySku.map(({ sku, id }) => [sku, id]));
    const missing = skus.filter((sku) => !found.has(sku));
    return { productIds: skus.flatMap((sku) => found.get(sku) ?? []), missing };
  }, [skus, data, fetching]);
}
