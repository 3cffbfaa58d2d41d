import type { PlatformName, WriteKind } from "@stockpool/channels";
import type pg from "pg";

/** A channel as the tasks need it. */
export interface Channel {
  id: string;
  code: string;
  platform: PlatformName;
  baseUrl: string;
  sealedCredentials: string;
  writeKind: WriteKind;
  /** The platform's id of the place that quantities are written to; of several the one that is tried first. */
  platformLocationId: string | null;
  /** Where a shop sends from several places: each of the hub's locations with the platform's, in the order of trying. */
  places: { locationId: string; platformLocationId: string }[];
  /** Before this moment nothing is sent; null: not yet. */
  liveSince: Date | null;
  pausedAt: Date | null;
  removedAt: Date | null;
}

/** The channel as it is now; null when there is none. */
export async function readChannel(pool: pg.Pool, channelId: string): Promise<Channel | null> {
  const { rows } = await pool.query<Channel>({
    name: "worker_read_channel",
    text: `
      select c.id, c.code, c.platform, c.base_url as "baseUrl", c.sealed_credentials as "sealedCredentials",
        c.write_kind as "writeKind", coalesce(target.places, '[]') as places,
        target.places -> 0 ->> 'platformLocationId' as "platformLocationId",
        c.live_since as "liveSince", c.paused_at as "pausedAt", c.removed_at as "removedAt"
      from channel c
      cross join lateral (
        select json_agg(json_build_object('locationId', l.id, 'platformLocationId', cl.platform_location_id)
          order by l.priority, l.code) as places
        from channel_location cl join location l on l.id = cl.location_id
        where cl.channel_id = c.id and cl.platform_location_id is not null
      ) as target
      where c.id = $1`,
    values: [channelId],
  });
  return rows[0] ?? null;
}

/** Whether anything may be sent to the channel's platform: it is live and not removed. */
export function isLive({ removedAt, liveSince }: Channel, at: Date): boolean {
  return removedAt === null && liveSince !== null && liveSince <= at;
}

/** Whether quantities may be sent to the channel: it is live, not paused, not removed. */
export function isSending(channel: Channel, at: Date): boolean {
  return isLive(channel, at) && channel.pausedAt === null;
}
