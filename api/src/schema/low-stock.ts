import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readLowStockKeys } from "../read/low-stock-keys.ts";
import { readPage } from "../read/page.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

const QueryLowStockConnection = builder.connectionObject(
  { type: Product, name: "QueryLowStockConnection", description: "A page of products that run low." },
  { name: "QueryLowStockConnectionEdge", description: "A product in its list." },
);

builder.queryField("lowStock", (t) =>
  t.field({
    type: QueryLowStockConnection,
    description: "Products at or below their reorder point: those that are sold out soonest come first.",
    args: pageArgs(t.arg),
    resolve: (_root, args, context, info) => {
      const select = queryFromInfo({
        context,
        info,
        path: ["edges", "node"],
        select: { id: true, currentRecipeId: true },
      }).select;
      return readPage(
        args,
        (limit) => readLowStockKeys(context.reads.pool, args, limit),
        (keys) => context.reads.prisma.product.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);
