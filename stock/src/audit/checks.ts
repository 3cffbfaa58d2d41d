/** One invariant as a query that finds what breaks it: no rows, no breach. */
export interface Check {
  name: string;
  /** What holds when the query finds nothing. */
  promise: string;
  /** Columns: `id` of the thing, `found` in words. */
  sql: string;
}

/** The invariants that SQL alone can prove, over the whole database. */
export const checks: Check[] = [
  {
    name: "level_is_sum_of_movements",
    promise: "Every stock level equals the sum of its movements, in each quantity.",
    sql: `select l.product_id || ' at ' || l.location_id as id,
        format('level %s/%s/%s/%s, movements %s/%s/%s/%s', l.on_hand, l.unavailable, l.reserved, l.incoming,
          m.on_hand, m.unavailable, m.reserved, m.incoming) as found
      from stock_level l left join (
        select product_id, location_id, sum(on_hand_delta) as on_hand, sum(unavailable_delta) as unavailable,
          sum(reserved_delta) as reserved, sum(incoming_delta) as incoming
        from movement group by product_id, location_id) m using (product_id, location_id)
      where (l.on_hand, l.unavailable, l.reserved, l.incoming) is distinct from
        (coalesce(m.on_hand, 0), coalesce(m.unavailable, 0), coalesce(m.reserved, 0), coalesce(m.incoming, 0))`,
  },
  {
    name: "reserved_is_sum_of_reservations",
    promise: "Reserved equals the sum of open reservations, per level.",
    sql: `select l.product_id || ' at ' || l.location_id as id,
        format('reserved %s, reservations %s', l.reserved, coalesce(r.quantity, 0)) as found
      from stock_level l left join (
        select product_id, location_id, sum(quantity) as quantity from reservation where ended_at is null
        group by product_id, location_id) r using (product_id, location_id)
      where l.reserved <> coalesce(r.quantity, 0)`,
  },
  {
    name: "line_is_promised_or_short",
    promise: "An order line's open reservations and open shortages are its open units, times its components.",
    sql: `select w.line_id || ' of product ' || w.product_id as id,
        format('open units want %s, promised %s, short %s', w.units, coalesce(r.units, 0), coalesce(s.units, 0)) as found
      from (
        select l.id as line_id, coalesce((p ->> 'productId')::uuid, l.product_id) as product_id,
          (l.ordered - l.cancelled - l.shipped) * coalesce((p ->> 'quantity')::int, 1) as units
        from order_line l join "order" o on o.id = l.order_id left join jsonb_array_elements(l.parts) p on true
        where l.product_id is not null and o.fulfilled_by = 'merchant') w
      left join (select order_line_id, product_id, sum(quantity) as units from reservation where ended_at is null
        group by order_line_id, product_id) r on r.order_line_id = w.line_id and r.product_id = w.product_id
      left join (select order_line_id, product_id, sum(quantity) as units from shortage where ended_at is null
        group by order_line_id, product_id) s on s.order_line_id = w.line_id and s.product_id = w.product_id
      where w.units <> coalesce(r.units, 0) + coalesce(s.units, 0)`,
  },
  {
    name: "shortage_takes_what_is_free",
    promise: "While a product has an open shortage at reach of its order, none of it is available there.",
    sql: `select s.id::text as id, format('%s units short, %s free at %s', s.quantity, l.available, x.code) as found
      from shortage s join order_line ol on ol.id = s.order_line_id join "order" o on o.id = ol.order_id
      join channel_location cl on cl.channel_id = o.channel_id join location x on x.id = cl.location_id
      join stock_level l on l.product_id = s.product_id and l.location_id = x.id
      where s.ended_at is null and l.available > 0 and x.deactivated_at is null and x.kind <> 'channel_fulfilled'
        and (o.country is null or x.ships_to = '{}' or o.country = any(x.ships_to))
        and not exists (select from shipping_restriction r where r.product_id = s.product_id
          and (r.location_id is null or r.location_id = x.id) and (r.country is null or r.country = o.country))`,
  },
  {
    name: "pending_means_different",
    promise: "A listing waits for a push exactly while the wanted and the expected quantity differ.",
    sql: `select listing_id::text as id, format('wanted %s, expected %s', quantity, expected) as found
      from published_quantity where (pending_since is null) <> (quantity is not distinct from expected)`,
  },
];
