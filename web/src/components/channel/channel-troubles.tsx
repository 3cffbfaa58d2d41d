import { IconAlertTriangle } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ChannelStateFragment } from "../../graphql/generated/graphql.ts";
import { channelPath } from "../../routes.ts";
import { PlatformMark } from "../platform-mark.tsx";
import classes from "./channel.module.css";

/** What needs a person, channel by channel; nothing when all is well. */
export function ChannelTroubles({ channels }: { channels: readonly ChannelStateFragment[] }) {
  const t = useTranslations("channels");
  const troubled = channels.filter(
    ({ health }) =>
      health.pollError || health.eventsSetAside || health.unlinkedLines || health.listingsMissing || health.driftsOpen,
  );
  if (troubled.length === 0) return null;
  return (
    <ul className={classes.troubles} aria-label={t("trouble")}>
      {troubled.map(({ id, name, platform, health }) => (
        <li key={id}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <PlatformMark platform={platform} />
          <strong>{name}</strong>
          <span>
            {[
              health.pollError && t("pollError", { error: health.pollError }),
              health.eventsSetAside > 0 && t("eventsSetAside", { count: health.eventsSetAside }),
              health.listingsMissing > 0 && t("listingsMissing", { count: health.listingsMissing }),
              health.driftsOpen > 0 && t("driftsOpen", { count: health.driftsOpen }),
              health.unlinkedLines > 0 && t("unlinkedLines", { count: health.unlinkedLines }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {(health.eventsSetAside > 0 || health.listingsMissing > 0 || health.driftsOpen > 0) && (
            <Link className={classes.show} href={channelPath(id)}>
              {t("look")}
            </Link>
          )}
          {health.unlinkedLines > 0 && (
            <Link className={classes.show} href={`/orders?status=unlinked&channel=${encodeURIComponent(id)}`}>
              {t("showOrders")}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
