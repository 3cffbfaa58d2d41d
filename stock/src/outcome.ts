/** The answer to one command. A refusal is a value: it changed nothing and stopped no other command of its batch. */
export type Outcome =
  | ({ kind: "applied"; operationId: string | null } & Made)
  /** Known already: nothing changed. `operationId` is that of the first time. */
  | ({ kind: "repeated"; operationId: string | null } & Made)
  | Refused;

/** What a command made or changed, by id. */
export interface Made {
  orderId?: string;
  holdId?: string;
  /** In the order of the command's lines. */
  expectationIds?: string[];
}

export interface Refused {
  kind: "refused";
  refusal: Refusal;
}

/** Why a command was refused. The order of the codes is the order in which they are looked for. */
export interface Refusal {
  code: RefusalCode;
  /** Names the thing, the limit and what was given. */
  message: string;
}

export const refusalCodes = [
  "key_already_used",
  "key_not_valid",
  "quantity_out_of_range",
  "product_not_found",
  "location_not_found",
  "channel_not_found",
  "order_not_found",
  "order_line_not_found",
  "order_exists",
  "order_line_cancelled",
  "cancelled_elsewhere",
  "listing_not_found",
  "return_not_found",
  "return_decided",
  "reservation_not_found",
  "hold_not_found",
  "expectation_not_found",
  "expiry_not_valid",
  "hold_ended",
  "expectation_ended",
  "product_is_bundle",
  "location_is_read_only",
  "location_inactive",
  "location_not_of_channel",
  "already_there",
  "country_not_shipped_to",
  "product_restricted",
  "expected_differs",
  "not_enough_on_hand",
  "not_enough_available",
  "more_than_open",
  "more_than_shipped",
  "more_than_unavailable",
  "recipe_cycle",
  "recipe_too_deep",
  "recipe_too_large",
  "product_has_stock",
  "product_has_promises",
  "restriction_not_found",
  "restriction_not_valid",
  "sku_not_valid",
  "sku_taken",
  "title_not_valid",
  "barcode_not_valid",
  "barcode_taken",
  "code_not_valid",
  "code_taken",
  "country_not_valid",
  "platform_not_built",
  "credentials_not_valid",
  "address_not_valid",
  "platform_location_not_valid",
  "account_not_usable",
  "rule_not_valid",
  "rule_change_not_found",
  "rule_change_undone",
  "rule_changed_since",
  "flash_sale_not_found",
  "product_on_flash_sale",
  "too_many_zeroed",
  "nothing_suggested",
  "changed_since",
  "act_not_found",
  "already_undone",
  "alias_taken",
  "drift_not_found",
  "drift_not_adoptable",
  "reading_not_found",
  "reading_not_complete",
  "has_stock_already",
  "listings_differ",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal of the named kind. */
export function refused(code: RefusalCode, message: string): Refused {
  return { kind: "refused", refusal: { code, message } };
}
