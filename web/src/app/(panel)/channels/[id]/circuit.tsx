import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { TimeAgo } from "../../../../components/time-ago.tsx";
import type { ChannelWatchFragment } from "../../../../graphql/generated/graphql.ts";
import classes from "./channel.module.css";

/** Why the platform is not called now. */
export function Circuit({ circuit }: { circuit: NonNullable<ChannelWatchFragment["circuit"]> }) {
  const t = useTranslations("channelPage.circuit");
  return (
    <p role="status" className={classes.circuit}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <strong>{t(circuit.state)}</strong>
      <span>{circuit.reason}</span>
      <span className={classes.quiet}>
        <TimeAgo at={circuit.since} />
      </span>
    </p>
  );
}
