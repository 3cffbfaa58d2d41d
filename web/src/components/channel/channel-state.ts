import type { ChannelStateFragment } from "../../graphql/generated/graphql.ts";

/** What to know first of a channel. */
export type ChannelStateName = "failing" | "paused" | "shadow" | "live";

/** The worst thing that is true of a channel. */
export function channelState(channel: ChannelStateFragment): ChannelStateName {
  if (isFailing(channel)) return "failing";
  if (channel.isPaused) return "paused";
  return channel.isLive ? "live" : "shadow";
}

/** Its orders cannot be read, or messages of it were given up on. */
export function isFailing({ health }: ChannelStateFragment): boolean {
  return typeof health.pollError === "string" || health.eventsSetAside > 0;
}
