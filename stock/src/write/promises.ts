import type { Draft, DraftReservation, DraftShortage } from "../draft.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Reservations and shortages: made, made smaller, ended. */
export function promiseParts(draft: Draft): (Part | null)[] {
  const reservations = draft.reservations.rows;
  const shortages = draft.shortages.rows;
  return [
    insertInto(
      "reservation",
      "new_reservations",
      madeColumns,
      reservations.filter((one) => one.isNew && !one.endedAt),
    ),
    insertInto(
      "reservation",
      "ended_reservations",
      { ...madeColumns, ...endedColumns },
      reservations.filter((one) => one.isNew && one.endedAt),
    ),
    updateReservations(reservations.filter((one) => one.isChanged && !one.isNew)),
    insertShortages(shortages.filter((one) => one.isNew)),
    updateShortages(shortages.filter((one) => one.isChanged && !one.isNew)),
  ];
}

const madeColumns: Columns<DraftReservation> = {
  id: ["uuid", (one) => one.id],
  product_id: ["uuid", (one) => one.productId],
  location_id: ["uuid", (one) => one.locationId],
  order_line_id: ["uuid", (one) => one.orderLineId],
  hold_id: ["uuid", (one) => one.holdId],
  quantity: ["int", (one) => one.quantity],
  routing_reason: ["text", (one) => one.routingReason],
  made_at: ["timestamptz", (one) => one.madeAt],
  made_by_id: ["uuid", (one) => one.madeById],
};

const endedColumns: Columns<DraftReservation> = {
  ended_at: ["timestamptz", (one) => one.endedAt],
  ended_as: ["reservation_end", (one) => one.endedAs],
  ended_by_id: ["uuid", (one) => one.endedById],
};

function updateReservations(reservations: DraftReservation[]): Part | null {
  if (reservations.length === 0) return null;
  const columns: Columns<DraftReservation> = {
    id: ["uuid", (one) => one.id],
    quantity: ["int", (one) => one.quantity],
    ended_at: ["timestamptz", (one) => one.endedAt],
    ended_as: ["reservation_end", (one) => one.endedAs],
    ended_by_id: ["uuid", (one) => one.endedById],
  };
  const rows = rowsFrom(columns, reservations);
  const sql = `update reservation r set quantity = n.quantity, ended_at = n.ended_at, ended_as = n.ended_as,
      ended_by_id = n.ended_by_id
    from (${rows.text}) as n(${Object.keys(columns)}) where r.id = n.id`;
  return { name: "changed_reservations", sql, values: rows.values };
}

const shortageColumns: Columns<DraftShortage> = {
  id: ["uuid", (one) => one.id],
  order_line_id: ["uuid", (one) => one.orderLineId],
  product_id: ["uuid", (one) => one.productId],
  quantity: ["int", (one) => one.quantity],
  cause: ["jsonb", (one) => JSON.stringify(one.cause)],
  opened_at: ["timestamptz", (one) => one.openedAt],
  ended_at: ["timestamptz", (one) => one.endedAt],
  ended_as: ["shortage_end", (one) => one.endedAs],
};

/** What the hub wanted shown and what the platform showed are added to the cause: read here, because only shortages need it. */
function insertShortages(shortages: DraftShortage[]): Part | null {
  if (shortages.length === 0) return null;
  const columns = Object.keys(shortageColumns);
  const rows = rowsFrom(shortageColumns, shortages);
  const values = columns.map((name) => (name === "cause" ? causeSql : `n.${name}`));
  // A line that this statement inserts is not seen here, so its cause names the listing; of older lines it may not.
  const sql = `insert into shortage (${columns}) select ${values} from (${rows.text}) as n(${columns})
    left join order_line l on l.id = n.order_line_id
    left join published_quantity p on p.listing_id = coalesce((n.cause ->> 'listingId')::uuid, l.listing_id)`;
  return { name: "new_shortages", sql, values: rows.values };
}

const causeSql = `n.cause || jsonb_build_object('listingId', coalesce((n.cause ->> 'listingId')::uuid, l.listing_id),
  'published', p.quantity, 'expected', p.expected, 'confirmed', p.confirmed, 'confirmedAt', p.confirmed_at,
  'pendingSince', p.pending_since)`;

function updateShortages(shortages: DraftShortage[]): Part | null {
  if (shortages.length === 0) return null;
  const columns: Columns<DraftShortage> = {
    id: ["uuid", (one) => one.id],
    quantity: ["int", (one) => one.quantity],
    ended_at: ["timestamptz", (one) => one.endedAt],
    ended_as: ["shortage_end", (one) => one.endedAs],
  };
  const rows = rowsFrom(columns, shortages);
  const sql = `update shortage s set quantity = n.quantity, ended_at = n.ended_at, ended_as = n.ended_as
    from (${rows.text}) as n(${Object.keys(columns)}) where s.id = n.id`;
  return { name: "changed_shortages", sql, values: rows.values };
}
