import { useTranslations } from "next-intl";
import type { Step } from "./step.ts";

const known = [
  "locations",
  "limitingSku",
  "percent",
  "units",
  "at",
  "least",
  "cap",
  "platformMax",
  "days",
  "perDay",
  "openUnits",
] as const;
const shares = ["shared", "percentage", "fixed", "guaranteed"] as const;

/** The figures that a step used, in words; a figure that the panel does not know is shown as it came. */
export function useDetailWords(detail: Step["detail"]): string {
  const t = useTranslations("product.trace");
  const word = ({ name, value }: Step["detail"][number]) => {
    const share = name === "kind" && shares.find((each) => each === value);
    if (share) return t(`shares.${share}`);
    const figure = known.find((each) => each === name);
    if (figure === "locations") return t("details.locations", { value: Number(value) });
    return figure ? t(`details.${figure}`, { value }) : `${name}: ${value}`;
  };
  return detail.filter(isTelling).map(word).join(" · ");
}

/** Said by another figure: the velocity, or the difference that stands beside it. */
const silent = ["kept", "percentBy"];

/** A limit of 0 or none decided nothing; what was kept back is the difference that stands beside it. */
function isTelling({ name, value }: Step["detail"][number]): boolean {
  return !silent.includes(name) && value !== "" && value !== "0" && value !== "null";
}
