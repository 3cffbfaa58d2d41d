import { Button, Collapse } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { LiveNumber } from "../../../../components/live-number.tsx";
import { PlatformMark } from "../../../../components/platform-mark.tsx";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ListingWithTraceFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./listing.module.css";
import { ListingDetail } from "./listing-detail.tsx";
import { ListingState } from "./listing-state.tsx";
import { shows } from "./shows.ts";

/** One channel's number; opens to the arithmetic behind it and the last pushes. */
export function ListingRow({ listing }: { listing: ListingWithTraceFragment }) {
  const t = useTranslations("product.channels");
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const push = listing.pushes.edges[0]?.node;
  return (
    <>
      <tr data-open={opened || undefined}>
        <td className="wide">
          <span className={classes.channel}>
            <PlatformMark platform={listing.channel.platform} />
            {listing.channel.name}
          </span>
        </td>
        <td data-label={t("published")} className={`num ${classes.published}`}>
          <LiveNumber value={listing.published} />
        </td>
        <td data-label={t("shows")} className={`num ${classes.quiet}`}>
          <LiveNumber value={shows(listing)} />
        </td>
        <td>
          <ListingState listing={listing} />
        </td>
        <td className={classes.quiet}>
          <TimeAgo at={push?.at} />
        </td>
        <td>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={opened}
            aria-controls={id}
            onClick={toggle}
            rightSection={<IconChevronDown size={14} className={opened ? classes.turned : undefined} />}
          >
            {t("why", { number: listing.published ?? 0 })}
          </Button>
        </td>
      </tr>
      <tr data-bare hidden={!opened}>
        <td colSpan={6} id={id}>
          <Collapse expanded={opened} transitionDuration={120}>
            <ListingDetail listing={listing} />
          </Collapse>
        </td>
      </tr>
    </>
  );
}
