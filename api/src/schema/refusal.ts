import type { RefusalCode as Code, Refusal as StockRefusal } from "@stockpool/stock";
import { builder } from "../builder.ts";

const codes = {
  key_already_used: { description: "The key named another act before." },
  key_not_valid: { description: "The key is empty or too long." },
  quantity_out_of_range: { description: "The quantity is not one that stock can take." },
  product_not_found: {},
  location_not_found: {},
  channel_not_found: {},
  order_not_found: {},
  order_line_not_found: {},
  order_exists: { description: "The channel has an order of this reference already." },
  order_line_cancelled: { description: "The line was cancelled; what is wanted now needs another reference." },
  cancelled_elsewhere: { description: "The hub cannot cancel this; the message says where it is done." },
  listing_not_found: {},
  return_not_found: {},
  return_decided: { description: "Somebody decided otherwise on the return before." },
  reservation_not_found: { description: "The order has no such reservation, or it has ended." },
  hold_not_found: {},
  expectation_not_found: { description: "There is no such expectation, or it is not one that this act is for." },
  expiry_not_valid: { description: "The hold would end now or before, or too late." },
  hold_ended: { description: "The hold keeps nothing any more: it expired, was released, or became an order." },
  expectation_ended: { description: "Nothing is to come of the expectation any more." },
  product_is_bundle: { description: "A bundle has no stock of its own: change its components." },
  location_is_read_only: { description: "The platform runs this location: the hub only reads it." },
  location_inactive: { description: "Nothing is sent from a location that is not active." },
  location_not_of_channel: { description: "The channel does not draw on the location." },
  already_there: { description: "The units are reserved there already." },
  country_not_shipped_to: { description: "The location does not ship to the order's country." },
  product_restricted: { description: "A shipping restriction forbids it." },
  expected_differs: { description: "On hand is not what the caller believed." },
  not_enough_on_hand: { description: "More than is physically there: count first." },
  not_enough_available: { description: "Less is free there than was asked for." },
  more_than_open: { description: "More than the order line, or the transfer, has open." },
  more_than_shipped: { description: "More than was shipped and has not come back." },
  more_than_unavailable: { description: "More than is unavailable there." },
  recipe_cycle: { description: "The bundle would hold itself." },
  recipe_too_deep: { description: "Bundles would nest too deep." },
  recipe_too_large: { description: "The recipe has too many components, or none, or opens into too much." },
  product_has_stock: { description: "A product with units of its own cannot become a bundle." },
  product_has_promises: { description: "A product that is promised cannot become a bundle." },
  restriction_not_found: {},
  restriction_not_valid: { description: "A restriction names a location, a country, or both." },
  sku_not_valid: { description: "The SKU is empty, too long, or has spaces at its ends." },
  sku_taken: { description: "Another product has this SKU." },
  title_not_valid: { description: "The title or name is empty, or not printable." },
  barcode_not_valid: { description: "The barcode is no GTIN, or its check digit is wrong." },
  barcode_taken: { description: "Another product has this barcode." },
  code_not_valid: { description: "The code is not one that an address can hold." },
  code_taken: { description: "Another location or channel has this code." },
  country_not_valid: { description: "The country is not one of ISO 3166-1 alpha-2." },
  platform_not_built: { description: "Channels of this platform cannot be connected yet." },
  credentials_not_valid: {
    description: "The credentials are not what the platform asks for; the message names the fields.",
  },
  address_not_valid: { description: "The address is not one that a channel may have: https." },
  account_not_usable: {
    description: "The platform does not let the hub in, or not do its work; the message says why.",
  },
  platform_location_not_valid: { description: "The platform's place to write quantities to is missing or malformed." },
  nothing_suggested: { description: "No product is suggested for the listing." },
  changed_since: { description: "It was changed by somebody since." },
  act_not_found: {},
  already_undone: {},
  alias_taken: { description: "The code already stands for another product." },
  drift_not_found: { description: "There is no such drift, or it was dealt with." },
  drift_not_adoptable: { description: "It cannot be said which stock the difference is of." },
  reading_not_found: {},
  reading_not_complete: { description: "Not all of it could be read." },
  has_stock_already: { description: "Opening stock is for products that have none." },
  listings_differ: { description: "Listings of one product show different quantities." },
  too_many_zeroed: { description: "More listings would show 0 than goes without a second yes." },
  rule_change_not_found: { description: "No change of rules has this id." },
  rule_change_undone: { description: "The change of rules was taken back before." },
  rule_changed_since: { description: "Something newer touched the same rules." },
  flash_sale_not_found: {},
  product_on_flash_sale: { description: "Another flash sale of the product has not ended." },
  rule_not_valid: { description: "A field of the rule is out of its range, or cannot be given yet." },
} as const satisfies Record<Code, { description?: string }>;

const RefusalCode = builder.enumType("RefusalCode", {
  description: "Why nothing was changed, in the order in which reasons are looked for.",
  values: codes,
});

/** A refusal among the results of a mutation. */
export interface Refused extends StockRefusal {
  kind: "refused";
}

/** A refusal: nothing was changed. */
export const Refusal = builder.objectRef<Refused>("Refusal").implement({
  description: "A refusal: nothing was changed.",
  fields: (t) => ({
    code: t.field({ type: RefusalCode, description: "Why, for programs.", resolve: ({ code }) => code }),
    message: t.exposeString("message", { description: "Why, for people: the thing, the limit and what was given." }),
  }),
});

/** A refusal of the stock as a result of a mutation. */
export function refusalOf({ refusal }: { refusal: StockRefusal }): Refused {
  return { kind: "refused", ...refusal };
}
