import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Channel } from "../state.ts";
import { transact } from "../transact.ts";
import { refuseCountries, refuseName } from "./location-fields.ts";
import { queueRemapped, queueRepublish } from "./queue-jobs.ts";

/** What is to change of a channel; what is left out stays. */
export interface ChannelEdit {
  name?: string;
  /** Countries that it sells to; empty means every country. */
  countries?: string[];
  /** Locations that it draws on, 1 or more. What is reserved elsewhere for its orders stays there. */
  locationIds?: string[];
  /** The platform's id of the one place that all quantities are written to. */
  platformLocationId?: string;
  /** The place of each location that has one of its own; those that are left out have none from now on. */
  platformLocations?: PlatformLocation[];
  strategy?: Channel["strategy"];
}

/** Where the platform keeps what the hub keeps at a location. */
export interface PlatformLocation {
  locationId: string;
  platformLocationId: string;
}

/** Changes a channel, and queues what publishes its products anew where their numbers, or the place they are written to, change. */
export async function editChannel(
  pool: pg.Pool,
  channelId: string,
  edit: ChannelEdit,
): Promise<{ kind: "channel_edited"; channelId: string } | Refused> {
  const refusal = refuseEdit(edit);
  if (refusal) return refusal;
  return transact(pool, async (tx) => {
    const [known] = await rowsOf(tx, "catalogue-lock-channel", lockSql, [channelId]);
    if (!known) return refused("channel_not_found", `there is no channel ${channelId}`);
    const missing = await missingLocation(tx, edit.locationIds ?? []);
    if (missing) return refused("location_not_found", `there is no location ${missing}`);
    const before = await reachOf(tx, channelId);
    if (edit.platformLocationId !== undefined && before.places > 1) {
      const message = `the channel writes to ${before.places} places of its platform: name each with its location`;
      return refused("platform_location_not_valid", message);
    }
    await store(tx, channelId, edit);
    const after = await reachOf(tx, channelId);
    if (before.writtenTo !== after.writtenTo) await queueRemapped(tx, channelId);
    else if (before.reach !== after.reach) await queueRepublish(tx, { channelId, productId: null });
    return { kind: "channel_edited", channelId };
  });
}

function refuseEdit({ name, countries, locationIds, platformLocations }: ChannelEdit): Refused | null {
  if (locationIds?.length === 0) {
    return refused("location_not_found", "a channel must draw on 1 or more locations, got 0");
  }
  const places = platformLocations?.map((one) => one.platformLocationId) ?? [];
  if (new Set(places).size < places.length) {
    const message = `each place of the platform is of one location, got ${places.join(", ")}`;
    return refused("platform_location_not_valid", message);
  }
  return (name === undefined ? null : refuseName(name)) ?? refuseCountries(countries ?? []);
}

const lockSql = "select id from channel where id = $1 and removed_at is null for no key update";

async function missingLocation(db: Db, locationIds: string[]): Promise<string | undefined> {
  const rows = await rowsOf<{ id: string }>(
    db,
    "catalogue-locations",
    "select id from location where id = any($1::uuid[])",
    [locationIds],
  );
  return locationIds.find((id) => !rows.some((row) => row.id === id));
}

interface Reach {
  reach: string;
  writtenTo: string;
  places: number;
}

/** What a channel's numbers depend on, and where they are written to, as texts to compare. */
async function reachOf(db: Db, channelId: string): Promise<Reach> {
  const [row] = await rowsOf<Reach>(
    db,
    "catalogue-reach",
    `select array(select country::text from channel_country where channel_id = $1 order by 1)::text
         || array(select location_id from channel_location where channel_id = $1 order by 1)::text as reach,
       places.count as places, places.written_to as "writtenTo"
     from (select count(platform_location_id)::int as count,
         case count(platform_location_id) when 1 then max(platform_location_id)
           else coalesce(string_agg(location_id || '=' || platform_location_id, ',' order by location_id), '') end as written_to
       from channel_location where channel_id = $1) as places`,
    [channelId],
  );
  return row ?? { reach: "", writtenTo: "", places: 0 };
}

async function store(db: Db, channelId: string, edit: ChannelEdit): Promise<void> {
  const { name, strategy, countries, locationIds, platformLocationId, platformLocations } = edit;
  await rowsOf(
    db,
    "catalogue-edit-channel",
    "update channel set name = coalesce($2, name), strategy = coalesce($3::routing_strategy, strategy) where id = $1",
    [channelId, name ?? null, strategy ?? null],
  );
  if (countries) await storeCountries(db, channelId, [...new Set(countries)]);
  if (locationIds) await storeLocations(db, channelId, [...new Set(locationIds)]);
  if (platformLocationId !== undefined) await storePlace(db, channelId, platformLocationId);
  if (platformLocations) await storePlaces(db, channelId, platformLocations);
}

async function storeCountries(db: Db, channelId: string, countries: string[]): Promise<void> {
  await db.query("delete from channel_country where channel_id = $1 and country <> all($2::text[])", [
    channelId,
    countries,
  ]);
  await db.query(
    "insert into channel_country (channel_id, country) select $1, unnest($2::text[]) on conflict do nothing",
    [channelId, countries],
  );
}

/** Where the one place that quantities are written to belonged to a location that is left out, another one takes it over. */
async function storeLocations(db: Db, channelId: string, locationIds: string[]): Promise<void> {
  const { rows } = await db.query<{ place: string | null }>(
    `delete from channel_location where channel_id = $1 and location_id <> all($2::uuid[])
     returning platform_location_id as place`,
    [channelId, locationIds],
  );
  await db.query(
    "insert into channel_location (channel_id, location_id) select $1, unnest($2::uuid[]) on conflict do nothing",
    [channelId, locationIds],
  );
  const place = rows.find((row) => row.place !== null)?.place;
  if (place) await storePlaceIfNone(db, channelId, place);
}

async function storePlaceIfNone(db: Db, channelId: string, place: string): Promise<void> {
  const { rows } = await db.query(
    "select from channel_location where channel_id = $1 and platform_location_id is not null",
    [channelId],
  );
  if (rows.length === 0) await storePlace(db, channelId, place);
}

async function storePlace(db: Db, channelId: string, place: string): Promise<void> {
  await db.query(
    `update channel_location cl set platform_location_id = case when cl.location_id = first.id then $2 end
     from (select l.id from channel_location c join location l on l.id = c.location_id
       where c.channel_id = $1 order by c.platform_location_id is null, l.priority, l.code limit 1) as first
     where cl.channel_id = $1`,
    [channelId, place],
  );
}

async function storePlaces(db: Db, channelId: string, places: PlatformLocation[]): Promise<void> {
  // Two locations may swap their places; Postgres looks at each row by itself.
  await db.query("update channel_location set platform_location_id = null where channel_id = $1", [channelId]);
  await db.query(
    `update channel_location cl set platform_location_id = (
       select n.place from unnest($2::uuid[], $3::text[]) as n(location_id, place) where n.location_id = cl.location_id limit 1)
     where cl.channel_id = $1`,
    [channelId, places.map((one) => one.locationId), places.map((one) => one.platformLocationId)],
  );
}
