import { builder } from "../builder.ts";
import { Product } from "./product.ts";
import { StockLevel } from "./stock-level.ts";

/** A change of one stock level that was made. */
export interface StockChange {
  kind: "stock_changed";
  productId: string;
  locationId: string;
  isRepeated: boolean;
}

/** The stock level that a mutation changed, as it is now. */
export const StockChanged = builder.objectRef<StockChange>("StockChanged").implement({
  description: "The change was made; this is how it is now.",
  fields: (t) => ({
    level: t.prismaField({
      type: StockLevel,
      description: "The stock level that was changed.",
      resolve: (query, { productId, locationId }, _args, context) =>
        context.reads.prisma.stockLevel.findUniqueOrThrow({
          ...query,
          where: { productId_locationId: { productId, locationId } },
        }),
    }),
    product: t.prismaField({
      type: Product,
      description: "The product of that level.",
      resolve: (query, { productId }, _args, context) =>
        context.reads.prisma.product.findUniqueOrThrow({ ...query, where: { id: productId } }),
    }),
    isRepeated: t.exposeBoolean("isRepeated", {
      description: "True when the key was known: the change was made before, and not again.",
    }),
  }),
});
