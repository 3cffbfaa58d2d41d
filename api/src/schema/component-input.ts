import { builder } from "../builder.ts";
import { Product } from "./product.ts";

/** A product inside a bundle, in an input. */
export const ComponentInput = builder.inputType("ComponentInput", {
  description: "A product inside a bundle.",
  fields: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: "The product inside; a bundle, too." }),
    quantity: t.field({
      type: "Quantity",
      required: true,
      description: "Units in one set. Rows of one product add up.",
    }),
  }),
});
