import * as z from "zod";

const locationId = z.string().regex(/^gid:\/\/shopify\/Location\/\d+$/, "must be like gid://shopify/Location/123");

/** The Shopify locations that the channel's quantities are written to and read from. */
export const shopifySettings = z.strictObject({
  /** Gets what no split names. */
  locationId,
  /** The further ones of a shop that sends from several places. */
  otherLocationIds: z.array(locationId).max(49).default([]),
  /** From so many variants on the catalogue is read by bulk operation. */
  bulkFrom: z.int().min(1).max(10_000).default(10_000),
});
