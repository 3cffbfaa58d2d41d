import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readProductKeys } from "../read/product-keys.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

const ProductFilter = builder.enumType("ProductFilter", {
  description: "Which products a list shows.",
  values: {
    all: {},
    low: { description: "Plain products with 5 units or fewer available." },
    oversold: { description: "Products with an open shortage." },
    bundles: { description: "Bundles only." },
  } as const,
});

const ProductSort = builder.enumType("ProductSort", {
  description: "How a list of products is sorted.",
  values: { sku: {}, title: {}, updated: { description: "Changed last comes first." } } as const,
});

const QueryProductsConnection = builder.connectionObject(
  { type: Product, name: "QueryProductsConnection", description: "A page of products." },
  { name: "QueryProductsConnectionEdge", description: "A product in its list." },
);

builder.queryField("products", (t) =>
  t.field({
    type: QueryProductsConnection,
    description: "Products, paged.",
    args: {
      ...pageArgs(t.arg),
      search: t.arg.string({
        description: "Words, each a part of the SKU or the title, or a whole barcode however it is padded.",
      }),
      filter: t.arg({ type: ProductFilter, description: "Which ones; all when left out." }),
      sort: t.arg({ type: ProductSort, description: "By SKU when left out." }),
    },
    resolve: (_root, args, context, info) => {
      const { select } = queryFromInfo({
        context,
        info,
        path: ["edges", "node"],
        select: { id: true, currentRecipeId: true },
      });
      return readPage(
        args,
        (limit) => readProductKeys(context.reads.pool, args, limit),
        (keys) => context.reads.prisma.product.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);

builder.queryField("product", (t) =>
  t.prismaField({
    type: Product,
    nullable: true,
    description: "The product with this SKU; null when there is none.",
    args: { sku: t.arg.string({ required: true, description: "The whole SKU, letter for letter." }) },
    resolve: (query, _root, { sku }, context) => context.reads.prisma.product.findUnique({ ...query, where: { sku } }),
  }),
);
