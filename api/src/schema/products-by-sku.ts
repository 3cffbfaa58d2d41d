import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Product } from "./product.ts";

const skusMax = 1_000;

builder.queryField("productsBySku", (t) =>
  t.prismaField({
    type: [Product],
    description: `The products with these SKUs, up to ${skusMax}; those that do not exist are left out.`,
    args: { skus: t.arg.stringList({ required: true, description: "Whole SKUs, letter for letter." }) },
    resolve: (query, _root, { skus }, context) => {
      if (skus.length > skusMax) throw badInput(`skus must be at most ${skusMax}, got ${skus.length}`);
      return context.reads.prisma.product.findMany({ ...query, where: { sku: { in: skus } }, orderBy: { sku: "asc" } });
    },
  }),
);
