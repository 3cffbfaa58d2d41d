import { Button } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ListingStatus } from "../../../../graphql/generated/graphql.ts";
import { listingsPath } from "../../../../routes.ts";
import classes from "./set-up.module.css";

const statuses = ["linked", "suggested", "conflict", "unlinked", "ignored"] as const satisfies readonly ListingStatus[];

interface Props {
  channelId: string;
  counts: Readonly<Record<ListingStatus, number>> | undefined;
  onMatch: () => void;
}

/** How many listings have which status; each leads to its list. */
export function MatchStep({ channelId, counts, onMatch }: Props) {
  const t = useTranslations("setUp.match");
  const status = useTranslations("listings.statuses");
  const format = useFormatter();
  return (
    <div className={classes.step}>
      <ul className={classes.figures}>
        {statuses.map((each) => (
          <li key={each}>
            <Link href={listingsPath(channelId, each)} className={classes.figure}>
              <span className={`num ${classes.number}`}>{counts ? format.number(counts[each]) : "–"}</span>
              {status(each)}
            </Link>
          </li>
        ))}
      </ul>
      <p className={classes.line}>{t("text")}</p>
      <Button className={classes.button} variant="default" onClick={onMatch}>
        {t("again")}
      </Button>
    </div>
  );
}
