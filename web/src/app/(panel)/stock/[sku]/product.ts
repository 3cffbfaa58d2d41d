import type { ProductPageQuery } from "../../../../graphql/generated/graphql.ts";

/** A product as its page reads it. */
export type Product = NonNullable<ProductPageQuery["product"]>;
