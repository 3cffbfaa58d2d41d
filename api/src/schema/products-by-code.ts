import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { type CodeHit, readProductsByCode } from "../read/product-by-code.ts";
import { Product } from "./product.ts";

/** Nothing that a scanner reads is longer. */
const lengthMax = 200;

const CodeMatch = builder.objectRef<CodeHit>("CodeMatch").implement({
  description: "A product that answers to a code, and the units of it that the code stands for.",
  fields: (t) => ({
    product: t.prismaField({
      type: Product,
      description: "The product.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
    packSize: t.exposeInt("packSize", { description: "Units of it: more than 1 for the code of a case." }),
  }),
});

builder.queryField("productsByCode", (t) =>
  t.field({
    type: [CodeMatch],
    description:
      "What a scanner read: the product with this barcode, else with this SKU, else with this other code. More than one only where SKUs differ in case, spaces or leading zeros alone.",
    args: { code: t.arg.string({ required: true, description: "The code, as it was read or typed." }) },
    resolve: (_root, { code }, context) => {
      if (code.length > lengthMax) throw badInput(`code must have at most ${lengthMax} characters, got ${code.length}`);
      return readProductsByCode(context.reads.pool, code);
    },
  }),
);
