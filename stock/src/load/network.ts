import { type Db, rowsOf } from "../query.ts";
import type { Channel, Location } from "../state.ts";

/** All locations of the hub; there are tens of them. */
export async function loadLocations(db: Db): Promise<Map<string, Location>> {
  const locations = await rowsOf<Location>(
    db,
    "stock-locations",
    `select id, code, kind, country, ships_to as "shipsTo", priority, safety_stock as "safetyStock",
       deactivated_at is null as "isActive"
     from location`,
    [],
  );
  return new Map(locations.map((location) => [location.id, location]));
}

/** All channels that are not removed, with the countries they serve and the locations they draw on. */
export async function loadChannels(db: Db): Promise<Map<string, Channel>> {
  return (await loadAllChannels(db)).channels;
}

/** All channels, those that were removed apart. */
export async function loadAllChannels(db: Db): Promise<Record<"channels" | "removedChannels", Map<string, Channel>>> {
  const rows = await rowsOf<Channel & { isRemoved: boolean }>(
    db,
    "stock-channels",
    `select c.id, c.platform, c.write_kind as "writeKind", c.strategy, c.removed_at is not null as "isRemoved",
       array(select country::text from channel_country where channel_id = c.id order by country) as countries,
       array(select cl.location_id from channel_location cl join location l on l.id = cl.location_id
         where cl.channel_id = c.id order by l.priority, l.code) as "locationIds"
     from channel c`,
    [],
  );
  const [channels, removedChannels] = [new Map<string, Channel>(), new Map<string, Channel>()];
  for (const { isRemoved, ...channel } of rows) (isRemoved ? removedChannels : channels).set(channel.id, channel);
  return { channels, removedChannels };
}
