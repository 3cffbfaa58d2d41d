import { IconArrowRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Num } from "../../../../components/num.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ListingWithTraceFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./listing.module.css";

type Push = ListingWithTraceFragment["pushes"]["edges"][number]["node"];

interface Props {
  listing: ListingWithTraceFragment;
  pushes: readonly Push[];
}

/** The last attempts to make a listing show its number, and under which id the platform knows it. */
export function Pushes({ listing, pushes }: Props) {
  const t = useTranslations("product.push");
  const none = useTranslations("product.listing");
  return (
    <div>
      <p className={classes.subtitle}>{t("title")}</p>
      {pushes.length === 0 && <p className={classes.quiet}>{none("never")}</p>}
      <ul className={classes.pushes}>
        {pushes.map((push) => (
          <li key={push.id}>
            <span className={classes.change}>
              {push.before === null || push.before === undefined ? t("first") : <Num value={push.before} />}
              <IconArrowRight size={12} stroke={1.75} aria-hidden="true" />
              <strong>
                <Num value={push.quantity} />
              </strong>
            </span>
            <span className={push.state === "rejected" ? classes.bad : undefined}>
              {push.error ?? t(`states.${push.state}`)}
            </span>
            <TimeAgo at={push.at} />
          </li>
        ))}
      </ul>
      <p className={`code ${classes.platformId}`}>{listing.platformId}</p>
    </div>
  );
}
