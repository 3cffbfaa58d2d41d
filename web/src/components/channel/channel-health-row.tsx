import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ChannelStateFragment } from "../../graphql/generated/graphql.ts";
import { channelPath } from "../../routes.ts";
import list from "../list.module.css";
import { LiveNumber } from "../live-number.tsx";
import { Num } from "../num.tsx";
import { PlatformMark } from "../platform-mark.tsx";
import { Tag, type Tone } from "../tag.tsx";
import { TimeAgo } from "../time-ago.tsx";
import classes from "./channel.module.css";
import { type ChannelStateName, channelState } from "./channel-state.ts";
import { Lag } from "./lag.tsx";

const tones: Record<ChannelStateName, Tone> = { live: "good", shadow: "plain", paused: "warn", failing: "bad" };

/** One channel's health. */
export function ChannelHealthRow({ channel }: { channel: ChannelStateFragment }) {
  const t = useTranslations("channels");
  const { health } = channel;
  const state = channelState(channel);
  return (
    <tr>
      <td>
        <Link className={classes.channel} href={channelPath(channel.id)}>
          <PlatformMark platform={channel.platform} />
          {channel.name}
        </Link>
      </td>
      <td>
        <Tag tone={tones[state]}>{t(`states.${state}`)}</Tag>
      </td>
      <td data-label={t("waiting")} className="num">
        <span className={channel.waiting === 0 ? classes.none : classes.strong}>
          <LiveNumber value={channel.waiting} />
        </span>
      </td>
      <td data-label={t("lag")} className="num">
        <Lag p50Ms={health.pushLagP50Ms} p95Ms={health.pushLagP95Ms} worstMs={health.pushLagWorstMs} />
      </td>
      <td data-label={t("drift")} className="num">
        <span className={health.driftsToday === 0 ? classes.none : undefined}>
          <Num value={health.driftsToday} /> / <Num value={health.driftsHealedToday} />
        </span>
      </td>
      <td data-label={t("lastPush")} className={`${classes.quiet} ${list.desktop}`}>
        <TimeAgo at={health.lastPushAt} />
      </td>
      <td data-label={t("lastOrder")} className={classes.quiet}>
        <TimeAgo at={health.lastOrderAt} />
      </td>
      <td data-label={t("lastPoll")} className={`${classes.quiet} ${list.desktop}`}>
        <TimeAgo at={health.polledAt} />
      </td>
    </tr>
  );
}
