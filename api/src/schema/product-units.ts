import { builder } from "../builder.ts";
import { Product } from "./product.ts";

/** Units of one product, in an input. */
export const ProductUnitsInput = builder.inputType("ProductUnitsInput", {
  description: "Units of one product.",
  fields: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    quantity: t.field({ type: "Quantity", required: true, description: "Units, 1 or more; of a bundle, sets." }),
  }),
});

/** The units as the writer takes them. */
export function productUnitsOf(lines: { productId: { id: string }; quantity: number }[]) {
  return lines.map(({ productId, quantity }) => ({ productId: productId.id, quantity }));
}
