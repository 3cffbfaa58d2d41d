import { type Db, rowsOf } from "../query.ts";
import type { Hold } from "../state.ts";

/** The holds with these ids; and, when `expiredBy` is given, those expired then that still keep units of these products. */
export async function loadHolds(
  db: Db,
  ids: string[],
  productIds: string[],
  expiredBy: Date | null,
): Promise<Map<string, Hold>> {
  if (ids.length === 0 && expiredBy === null) return new Map();
  const holds = await rowsOf<Hold>(db, "stock-holds", holdsSql, [ids, productIds, expiredBy]);
  return new Map(holds.map((hold) => [hold.id, hold]));
}

const holdsSql = `
  select h.id, h.channel_id as "channelId", h.country, h.location_id as "locationId", h.reference, h.actor,
    h.made_at as "madeAt", h.made_by_id as "madeById", h.expires_at as "expiresAt", h.ended_at as "endedAt",
    h.ended_as as "endedAs", h.ended_by_id as "endedById",
    array(select json_build_object('productId', l.product_id, 'quantity', l.quantity, 'parts', l.parts)
      from hold_line l where l.hold_id = h.id order by l.product_id) as lines,
    exists (select from reservation r where r.hold_id = h.id and r.ended_as = 'expired') as "hasFreed"
  from hold h where h.id = any($1::uuid[]) or (h.ended_at is null and h.expires_at <= $3::timestamptz and exists (
    select from reservation r where r.hold_id = h.id and r.ended_at is null and r.product_id = any($2::uuid[])))
  order by h.id`;
