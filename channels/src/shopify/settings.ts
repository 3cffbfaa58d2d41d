import * as z from "zod";

/** The Shopify location that the channel's quantities are written to and read from. */
export const shopifySettings = z.strictObject({
  locationId: z.string().regex(/^gid:\/\/shopify\/Location\/\d+$/, "must be like gid://shopify/Location/123"),
});
