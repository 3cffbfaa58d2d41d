import { useEffect, useState } from "react";
import { useClient } from "urql";
import type { ProductBySkuQuery } from "../../../graphql/generated/graphql.ts";
import { ProductBySku } from "../../../graphql/rules.ts";

/** A product that rules speak of. */
export type RuleProduct = NonNullable<ProductBySkuQuery["product"]>;

/** The products of these SKUs; those that do not exist are `missing`. Null while they are read. */
export function useProducts(skus: readonly string[]): { products: RuleProduct[]; missing: string[] } | null {
  const client = useClient();
  const wanted = skus.join(",");
  const [found, setFound] = useState<{ wanted: string; products: RuleProduct[]; missing: string[] } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const names = wanted.split(",").filter((sku) => sku !== "");
    Promise.all(names.map((sku) => client.query(ProductBySku, { sku }).toPromise())).then((answers) => {
      if (!isWanted) return;
      const products = answers.flatMap(({ data }) => data?.product ?? []);
      setFound({ wanted, products, missing: names.filter((_, index) => answers[index]?.data?.product === null) });
    });
    return () => {
      isWanted = false;
    };
  }, [client, wanted]);
  return found?.wanted === wanted ? found : null;
}
