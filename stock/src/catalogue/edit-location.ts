import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { rowsOf } from "../query.ts";
import { transact } from "../transact.ts";
import { type LocationFields, refuseLocation } from "./location-fields.ts";
import { queueRepublishAt } from "./queue-jobs.ts";

/** What is to change of a location; what is left out stays. */
export interface LocationEdit extends Partial<LocationFields> {
  /** False: nothing is sent from there, and no channel draws on it. What is reserved there stays reserved. */
  isActive?: boolean;
}

/** Changes a location, and queues what publishes everything that lies there anew where its numbers may change. */
export async function editLocation(
  pool: pg.Pool,
  locationId: string,
  edit: LocationEdit,
  at: Date,
): Promise<{ kind: "location_edited"; locationId: string } | Refused> {
  const refusal = refuseLocation(edit);
  if (refusal) return refusal;
  const { name, country, shipsTo, priority, safetyStock, isActive } = edit;
  return transact(pool, async (tx) => {
    const [row] = await rowsOf<{ isRepublished: boolean }>(tx, "catalogue-edit-location", editSql, [
      ...[locationId, name, country, shipsTo && [...new Set(shipsTo)], priority, safetyStock, isActive].map(orNull),
      at,
    ]);
    if (!row) return refused("location_not_found", `there is no location ${locationId}`);
    if (row.isRepublished) await queueRepublishAt(tx, locationId);
    return { kind: "location_edited", locationId };
  });
}

function orNull(value: unknown): unknown {
  return value ?? null;
}

const editSql = `
  with before as (select * from location where id = $1 for no key update)
  update location l set
    name = coalesce($2, l.name), country = coalesce($3::char(2), l.country), ships_to = coalesce($4::text[], l.ships_to),
    priority = coalesce($5::int, l.priority), safety_stock = coalesce($6::int, l.safety_stock),
    deactivated_at = case when $7::bool is null then l.deactivated_at when not $7 then coalesce(l.deactivated_at, $8) end
  from before where l.id = before.id
  returning (l.ships_to, l.safety_stock, l.deactivated_at) is distinct from
    (before.ships_to, before.safety_stock, before.deactivated_at) as "isRepublished"`;
