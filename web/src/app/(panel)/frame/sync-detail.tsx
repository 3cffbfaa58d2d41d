import Link from "next/link";
import { useTranslations } from "next-intl";
import { isFailing } from "../../../components/channel/channel-state.ts";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { ChannelStateFragment } from "../../../graphql/generated/graphql.ts";
import classes from "./sync-indicator.module.css";
import type { SyncState } from "./sync-state.ts";

interface Props {
  state: SyncState;
  channels: readonly ChannelStateFragment[];
}

/** What the indicator means, and the state of each channel. */
export function SyncDetail({ state, channels }: Props) {
  const t = useTranslations("sync");
  return (
    <>
      <p className={classes.text}>{t(`${state.kind}Text`)}</p>
      <ul className={classes.channels}>
        {channels.map((channel) => (
          <li key={channel.id}>
            <PlatformMark platform={channel.platform} />
            <span className={classes.name} title={channel.name}>
              {channel.name}
            </span>
            <span data-bad={isFailing(channel) || undefined}>
              {isFailing(channel) ? t("channelFailing") : t("channelWaiting", { count: channel.waiting })}
            </span>
          </li>
        ))}
      </ul>
      <Link className={classes.more} href="/channels">
        {t("more")}
      </Link>
    </>
  );
}
