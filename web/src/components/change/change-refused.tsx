import { useTranslations } from "next-intl";
import type { RefusalCode } from "../../graphql/generated/graphql.ts";
import { Trouble } from "../trouble.tsx";
import type { Answer } from "./answer.ts";

/** The refusals that a change of stock or of an order can meet. */
const expected = [
  "key_already_used",
  "key_not_valid",
  "quantity_out_of_range",
  "product_not_found",
  "location_not_found",
  "channel_not_found",
  "order_not_found",
  "order_line_not_found",
  "product_is_bundle",
  "location_is_read_only",
  "code_not_valid",
  "code_taken",
  "recipe_cycle",
  "recipe_too_deep",
  "recipe_too_large",
  "product_has_stock",
  "product_has_promises",
  "reservation_not_found",
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
  "expectation_not_found",
  "expectation_ended",
  "hold_not_found",
  "hold_ended",
  "expiry_not_valid",
  "cancelled_elsewhere",
  "return_not_found",
  "return_decided",
  "restriction_not_found",
  "restriction_not_valid",
  "country_not_valid",
  "alias_taken",
  "title_not_valid",
  "rule_not_valid",
  "rule_changed_since",
  "listing_not_found",
] as const satisfies readonly RefusalCode[];

/** Why nothing was changed, in plain words, and what to do. */
export function ChangeRefused({ answer }: { answer: Exclude<Answer<never>, { kind: "done" }> }) {
  const t = useTranslations("refusal");
  if (answer.kind === "unanswered") return <Trouble title={t("unanswered.title")} text={t("unanswered.text")} />;
  const name = expected.find((code) => code === answer.code) ?? "other";
  return <Trouble title={t(`${name}.title`)} text={t(`${name}.text`, { message: answer.message })} />;
}
