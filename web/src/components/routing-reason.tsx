import { useTranslations } from "next-intl";
import type { RoutingFragment } from "../graphql/generated/graphql.ts";

/** Why a location was chosen, in the reader's language; what an older version wrote is shown as it is. */
export function RoutingReason({ reservation: { routing, routingReason } }: { reservation: RoutingFragment }) {
  const t = useTranslations("routing");
  if (!routing) return routingReason;
  const { chooser, figure, extent } = routing;
  const why = chooser === "nearest" ? t(figure === "near" ? "nearest.near" : "nearest.far") : t(chooser, { figure });
  return extent === "split" ? t("split", { why }) : why;
}
