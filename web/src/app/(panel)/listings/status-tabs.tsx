import { useFormatter, useTranslations } from "next-intl";
import type { ListingStatus } from "../../../graphql/generated/graphql.ts";
import classes from "./listings.module.css";
import { statuses } from "./use-listings-view.ts";

interface Props {
  status: ListingStatus;
  counts: Readonly<Record<ListingStatus, number>> | undefined;
  onChoose: (status: ListingStatus) => void;
}

/** Each status with the number of its listings. */
export function StatusTabs({ status, counts, onChoose }: Props) {
  const t = useTranslations("listings");
  const format = useFormatter();
  return (
    <fieldset className={classes.tabs} aria-label={t("status")}>
      {statuses.map((each) => (
        <button
          key={each}
          type="button"
          className={classes.tab}
          aria-pressed={each === status}
          data-status={each}
          onClick={() => onChoose(each)}
        >
          {t(`statuses.${each}`)}
          <span className={`num ${classes.count}`}>{counts ? format.number(counts[each]) : "–"}</span>
        </button>
      ))}
    </fieldset>
  );
}
