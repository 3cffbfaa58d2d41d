import { useFormatter, useTranslations } from "next-intl";
import list from "../../../components/list.module.css";
import type { ShortageRowFragment } from "../../../graphql/generated/graphql.ts";

/** How units came to be short, in plain words: what was sold, what there was, and what the channel was showing. */
export function Cause({ shortage: { cause, orderLine } }: { shortage: ShortageRowFragment }) {
  const t = useTranslations("shortages.causes");
  const format = useFormatter();
  if (!cause) return <p className={list.quiet}>{t("unknown")}</p>;
  const { kind, wanted, found, soldAt, expected, published, pendingSince } = cause;
  const { channel } = orderLine.order;
  if (kind !== "oversold") return <p className={list.quiet}>{t(kind, { wanted, found })}</p>;
  const at = (moment: string) => format.dateTime(new Date(moment), "exact");
  const sold = soldAt
    ? t("soldAt", { channel: channel.name, at: at(soldAt), wanted, found })
    : t("sold", { channel: channel.name, wanted, found });
  const shown = typeof expected === "number" ? t("showed", { expected }) : "";
  const waited =
    pendingSince && typeof published === "number" ? t("waited", { published, since: at(pendingSince) }) : "";
  return <p className={list.quiet}>{[sold, shown, waited].filter(Boolean).join(" ")}</p>;
}
