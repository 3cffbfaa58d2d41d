import { type Db, rowsOf } from "../query.ts";
import type { PromisedOrder, Reservation, Shortage } from "../state.ts";

type OrderColumns = { [Field in keyof PromisedOrder]: PromisedOrder[Field] | null };
type ReservationRow = Omit<Reservation, "order"> & OrderColumns;
type ShortageRow = Omit<Shortage, "order"> & PromisedOrder;

/** Whose open reservations are to be read. */
export interface Promised {
  lineIds: string[];
  /** All of these products. */
  productIds: string[];
  /** Of these holds, as far as they are of the products locked. */
  holdIds: string[];
  locked: string[];
}

/** Open reservations of order lines, products and holds; oldest first. */
export async function loadReservations(
  db: Db,
  { lineIds, productIds, holdIds, locked }: Promised,
): Promise<Reservation[]> {
  if (lineIds.length + productIds.length + holdIds.length === 0) return [];
  const rows = await rowsOf<ReservationRow>(
    db,
    "stock-reservations",
    `select r.id, r.product_id as "productId", r.location_id as "locationId", r.order_line_id as "orderLineId",
       r.hold_id as "holdId", r.quantity, r.routing_reason as "routingReason", r.made_at as "madeAt",
       r.made_by_id as "madeById", o.channel_id as "channelId", o.country, o.placed_at as "placedAt"
     from reservation r left join order_line l on l.id = r.order_line_id left join "order" o on o.id = l.order_id
     where r.ended_at is null and r.id in (
       select id from reservation where order_line_id = any($1::uuid[])
       union all
       select id from reservation where product_id = any($2::uuid[]) and ended_at is null
       union all
       select id from reservation where hold_id = any($3::uuid[]) and product_id = any($4::uuid[]))
     order by r.made_at, r.id`,
    [lineIds, productIds, holdIds, holdIds.length > 0 ? locked : []],
  );
  return rows.map(({ channelId, country, placedAt, ...reservation }) => ({
    ...reservation,
    order: channelId && placedAt ? { channelId, country, placedAt } : null,
  }));
}

/** Open shortages of these products, oldest order first. */
export async function loadShortages(db: Db, productIds: string[]): Promise<Shortage[]> {
  const rows = await rowsOf<ShortageRow>(
    db,
    "stock-shortages",
    `select s.id, s.order_line_id as "orderLineId", s.product_id as "productId", s.quantity, s.cause,
       s.opened_at as "openedAt", o.channel_id as "channelId", o.country, o.placed_at as "placedAt"
     from (select * from shortage where ended_at is null and product_id = any($1::uuid[]) offset 0) s
     cross join lateral (select order_id from order_line where id = s.order_line_id offset 0) l
     cross join lateral (select channel_id, country, placed_at from "order" where id = l.order_id offset 0) o
     order by o.placed_at, s.id`,
    [productIds],
  );
  return rows.map(({ channelId, country, placedAt, ...shortage }) => ({
    ...shortage,
    order: { channelId, country, placedAt },
  }));
}
