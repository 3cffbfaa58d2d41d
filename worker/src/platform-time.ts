import type { Connector } from "@stockpool/channels";

/** The time that it is at the platform, at most. */
export function platformTime({ clock }: Connector): Date {
  return new Date(Date.now() - (clock?.behindMs() ?? 0) + (clock?.aheadMs() ?? 0));
}
