"use client";

import { useQuery } from "urql";
import { QueryTrouble } from "../../../../components/query-trouble.tsx";
import { ProductPage } from "../../../../graphql/product.ts";
import { useRefresh } from "../../../../graphql/use-refresh.ts";
import { Aliases } from "./aliases.tsx";
import { Bundles } from "./bundles.tsx";
import { Components } from "./components.tsx";
import { History } from "./history.tsx";
import { Incoming } from "./incoming.tsx";
import { Listings } from "./listings.tsx";
import { Locations } from "./locations.tsx";
import classes from "./product.module.css";
import { ProductHead } from "./product-head.tsx";
import { ProductNotFound } from "./product-not-found.tsx";
import { ProductWaiting } from "./product-waiting.tsx";
import { Reservations } from "./reservations.tsx";
import { Restrictions } from "./restrictions.tsx";
import { Tiles } from "./tiles.tsx";
import { Velocity } from "./velocity.tsx";

/** Reads the product, and again whenever something happened to it. */
export function ProductScreen({ sku }: { sku: string }) {
  const [{ data, error, stale }, read] = useQuery({ query: ProductPage, variables: { sku } });
  const again = () => read({ requestPolicy: "network-only" });
  useRefresh(again, ({ products }) => products.some((product) => product.sku === sku));
  if (!data)
    return error ? (
      <div className={classes.trouble}>
        <QueryTrouble error={error} onRetry={again} />
      </div>
    ) : (
      <ProductWaiting />
    );
  const { product } = data;
  if (!product) return stale ? <ProductWaiting /> : <ProductNotFound sku={sku} />;
  return (
    <>
      <ProductHead product={product} onChanged={again} />
      <Tiles product={product} />
      <Listings listings={product.listings} />
      {product.recipe ? <Components recipe={product.recipe} /> : <Locations product={product} />}
      {!product.isBundle && <Incoming product={product} onChanged={again} />}
      {product.bundles.length > 0 && <Bundles bundles={product.bundles} />}
      <Velocity product={product} />
      <Aliases product={product} onChanged={again} />
      {!product.isBundle && <Restrictions product={product} onChanged={again} />}
      <Reservations product={product} onChanged={again} />
      <History sku={sku} />
    </>
  );
}
