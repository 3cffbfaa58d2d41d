import { useFormatter, useTranslations } from "next-intl";
import type { FieldName } from "./fields.ts";

const shares = ["shared", "percentage", "fixed", "guaranteed"] as const;
const percents = ["sharePercent", "safetyStockPercent", "velocityLeast", "velocityMost"] as const satisfies FieldName[];

/** A field's value in words. */
export function useValueWords(): (name: FieldName, value: string) => string {
  const t = useTranslations("rules.values");
  const format = useFormatter();
  return (name, value) => {
    const share = name === "shareKind" && shares.find((one) => one === value);
    if (share) return t(`share.${share}`);
    if (name === "percentBy") return value === "velocity" ? t("by.velocity") : t("by.hand");
    if (name === "isVelocityFrozen") return value === "true" ? t("frozen") : t("live");
    if (percents.some((one) => one === name)) return t("percent", { value: format.number(Number(value)) });
    if (name === "incomingDays") return t("days", { count: Number(value) });
    return t("units", { count: Number(value) });
  };
}
