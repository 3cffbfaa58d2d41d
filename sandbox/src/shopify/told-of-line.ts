import { z } from "zod";

/** What somebody who makes an order by hand may say of a line. */
export const toldOfLine = z.object({
  title: z.string().optional(),
  sku: z.string().optional(),
  /** "12.50" */
  price: z.string().optional(),
  vendor: z.string().optional(),
  productId: z.string().optional(),
  requiresShipping: z.boolean().optional(),
  taxable: z.boolean().optional(),
  properties: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
});

export type ToldOfLine = z.output<typeof toldOfLine>;
