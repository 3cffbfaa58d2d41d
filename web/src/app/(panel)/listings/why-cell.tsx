import { useTranslations } from "next-intl";
import { Tag, type Tone } from "../../../components/tag.tsx";
import type { ListingLineFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./listings.module.css";

const sureFrom = 85;

/** Why a product is suggested, and how sure that is; for the others their state. */
export function WhyCell({ listing: { status, suggestion, published } }: { listing: ListingLineFragment }) {
  const t = useTranslations("listings");
  if (suggestion) {
    const tone: Tone = suggestion.confidence >= sureFrom ? "good" : "warn";
    return (
      <span className={classes.stack}>
        <Tag tone={tone}>{t("sure", { percent: suggestion.confidence })}</Tag>
        <span className={classes.why}>{t(`reasons.${suggestion.reason}`)}</span>
      </span>
    );
  }
  if (status === "linked") {
    return (
      <span className={classes.stack}>
        <Tag tone="good">{t("statuses.linked")}</Tag>
        {published !== null && <span className={classes.why}>{t("publishes", { units: published })}</span>}
      </span>
    );
  }
  return <Tag tone={status === "conflict" ? "bad" : "plain"}>{t(`statuses.${status}`)}</Tag>;
}
