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
    name: "incoming_is_sum_of_expectations",
    promise: "Incoming equals the open units of expectations, per level.",
    sql: `select l.product_id || ' at ' || l.location_id as id,
        format('incoming %s, expected %s', l.incoming, coalesce(e.units, 0)) as found
      from stock_level l left join (
        select product_id, location_id, sum(quantity - received - lost) as units from expectation where ended_at is null
        group by product_id, location_id) e using (product_id, location_id)
      where l.incoming <> coalesce(e.units, 0)`,
  },
  {
    name: "level_is_not_negative",
    promise: "No quantity of a level is negative, available included.",
    sql: `select product_id || ' at ' || location_id as id,
        format('%s/%s/%s/%s', on_hand, unavailable, reserved, incoming) as found
      from stock_level where least(on_hand, unavailable, reserved, incoming, on_hand - unavailable - reserved) < 0`,
  },
  {
    name: "bundle_has_no_stock",
    promise: "A bundle has components instead of stock of its own.",
    sql: `select l.product_id || ' at ' || l.location_id as id, format('%s on hand', l.on_hand) as found
      from stock_level l join product p on p.id = l.product_id and p.current_recipe_id is not null
      where (l.on_hand, l.unavailable, l.reserved, l.incoming) <> (0, 0, 0, 0)`,
  },
  {
    name: "movement_has_operation",
    promise: "No movement without the business act that made it.",
    sql: `select m.id::text as id, format('operation %s is missing', m.operation_id) as found
      from movement m left join operation o on o.id = m.operation_id where o.id is null`,
  },
  {
    name: "ledger_refuses_changes",
    promise: "The database lets nobody change or delete a movement or an operation, and takes a key once.",
    sql: `select guard as id, 'is missing or switched off' as found
      from unnest(array['movement_is_immutable', 'operation_is_immutable', 'operation_key_unique']) as guard
      where not exists (select from pg_trigger t where t.tgname = guard and t.tgenabled in ('O', 'A'))
        and not exists (select from pg_class c join pg_index i on i.indexrelid = c.oid
          where c.relname = guard and i.indisunique and i.indisvalid)`,
  },
  {
    name: "hold_keeps_what_it_promised",
    promise: "A hold keeps units of what it promised, no more than that, and none once it has ended.",
    sql: `select k.hold_id || ' of product ' || k.product_id as id,
        format('keeps %s, promised %s, ended %s', k.units, coalesce(w.units, 0), h.ended_at) as found
      from (select hold_id, product_id, sum(quantity) as units from reservation
        where ended_at is null and hold_id is not null group by hold_id, product_id) k
      join hold h on h.id = k.hold_id
      left join (
        select l.hold_id, coalesce((p ->> 'productId')::uuid, l.product_id) as product_id,
          sum(l.quantity * coalesce((p ->> 'quantity')::int, 1)) as units
        from hold_line l left join jsonb_array_elements(l.parts) p on true group by 1, 2) w
        on w.hold_id = k.hold_id and w.product_id = k.product_id
      where h.ended_at is not null or k.units > coalesce(w.units, 0)`,
  },
  {
    name: "hold_ends_in_time",
    promise: "A hold is ended within a minute of its time.",
    sql: `select id::text as id, format('expired at %s and is not ended', expires_at) as found
      from hold where ended_at is null and expires_at < now() - interval '1 minute'`,
  },
  {
    name: "parcel_was_shipped",
    promise: "The parcels of an order line hold no more units than were shipped of it.",
    sql: `select l.id::text as id, format('%s in parcels, %s shipped', s.units, l.shipped) as found
      from (select order_line_id, sum(quantity) as units from shipment_line group by order_line_id) s
      join order_line l on l.id = s.order_line_id where s.units > l.shipped`,
  },
  {
    name: "line_is_promised_or_short",
    promise: "An order line's open reservations and open shortages are its open units, times its components.",
    sql: `select line_id || ' of product ' || product_id as id,
        format('open units want %s, promised %s, short %s', w.units, coalesce(r.units, 0), coalesce(s.units, 0)) as found
      from (
        select l.id as line_id, coalesce((p ->> 'productId')::uuid, l.product_id) as product_id,
          (l.ordered - l.cancelled - l.shipped) * coalesce((p ->> 'quantity')::int, 1) as units
        from order_line l join "order" o on o.id = l.order_id left join jsonb_array_elements(l.parts) p on true
        where l.product_id is not null and o.fulfilled_by = 'merchant') w
      full join (select order_line_id as line_id, product_id, sum(quantity) as units from reservation
        where ended_at is null and order_line_id is not null group by 1, 2) r using (line_id, product_id)
      full join (select order_line_id as line_id, product_id, sum(quantity) as units from shortage
        where ended_at is null group by 1, 2) s using (line_id, product_id)
      where coalesce(w.units, 0) <> coalesce(r.units, 0) + coalesce(s.units, 0)`,
  },
  {
    name: "line_has_its_listing",
    promise: "The listing that an order line names exists.",
    sql: `select line.id::text as id, format('listing %s', line.listing_id) as found
      from order_line line where line.listing_id is not null and not exists (select from listing where id = line.listing_id)`,
  },
  {
    name: "reservation_has_its_level",
    promise: "The level that a reservation names exists.",
    sql: `select r.id::text as id, format('%s at %s', r.product_id, r.location_id) as found
      from reservation r where not exists (
        select from stock_level where product_id = r.product_id and location_id = r.location_id)`,
  },
  {
    name: "line_has_its_product",
    promise: "The product that an order line names exists.",
    sql: `select line.id::text as id, format('product %s', line.product_id) as found
      from order_line line where line.product_id is not null and not exists (select from product where id = line.product_id)`,
  },
  {
    name: "shortage_takes_what_is_free",
    promise: "While a product has an open shortage at reach of its order, none of it is available there.",
    sql: `select s.id::text as id, format('%s units short, %s free at %s', s.quantity, l.available - l.exposed, x.code) as found
      from shortage s join order_line ol on ol.id = s.order_line_id join "order" o on o.id = ol.order_id
      join channel_location cl on cl.channel_id = o.channel_id join location x on x.id = cl.location_id
      join stock_level l on l.product_id = s.product_id and l.location_id = x.id
      where s.ended_at is null and l.available - l.exposed > 0 and x.deactivated_at is null and x.kind <> 'channel_fulfilled'
        and (o.country is null or x.ships_to = '{}' or o.country = any(x.ships_to))
        and not exists (select from shipping_restriction r where r.product_id = s.product_id
          and (r.location_id is null or r.location_id = x.id) and (r.country is null or r.country = o.country))`,
  },
  {
    name: "exposed_is_sum_of_draws",
    promise: "What is exposed at a level is what its guaranteed listings draw on it.",
    sql: `select l.product_id || ' at ' || l.location_id as id,
        format('exposed %s, drawn %s', l.exposed, coalesce(d.units, 0)) as found
      from stock_level l left join (select product_id, location_id, sum(units) as units from exposure_draw
        group by product_id, location_id) d using (product_id, location_id)
      where l.exposed <> coalesce(d.units, 0)`,
  },
  {
    name: "draws_are_what_may_be_sold",
    promise: "A guaranteed listing draws, of each product that one unit of it takes, so many as it may sell.",
    sql: `with recursive part (listing_id, product_id, quantity) as (
        select e.listing_id, l.product_id, 1 from exposure e join listing l on l.id = e.listing_id
        union all
        select part.listing_id, c.product_id, part.quantity * c.quantity from part join product p on p.id = part.product_id
          join component c on c.recipe_id = p.current_recipe_id),
      wanted as (
        select part.listing_id, part.product_id, sum(part.quantity) * greatest(e.units, 0) as units
        from part join product p on p.id = part.product_id and p.current_recipe_id is null
          join exposure e on e.listing_id = part.listing_id group by part.listing_id, part.product_id, e.units),
      drawn as (select listing_id, product_id, sum(units) as units from exposure_draw group by listing_id, product_id)
      select listing_id || ' of product ' || product_id as id,
        format('may sell %s, drawn %s', coalesce(w.units, 0), coalesce(d.units, 0)) as found
      from wanted w full join drawn d using (listing_id, product_id)
      where coalesce(w.units, 0) <> coalesce(d.units, 0)
        and exists (select from exposure_draw o where o.listing_id = coalesce(w.listing_id, d.listing_id))`,
  },
  {
    name: "flash_sale_ends_in_time",
    promise: "A flash sale is ended within five minutes of its time.",
    sql: `select id::text as id, format('should have ended at %s', ends_at) as found
      from flash_sale where ended_at is null and ends_at < now() - interval '5 minutes'`,
  },
  {
    name: "guaranteed_fits",
    promise:
      "Guaranteed: no more is exposed than is available, per level, unless units were lost or edited in, which is noted.",
    sql: `select product_id || ' at ' || location_id as id,
        format('exposed %s, available %s, cause %s', exposed, available, coalesce(lapse::text, 'none')) as found
      from stock_level where exposed > available and (lapse is null or lapse = 'unknown')`,
  },
  {
    name: "pending_means_different",
    promise: "A listing waits for a push exactly while the wanted and the expected quantity differ.",
    sql: `select listing_id::text as id, format('wanted %s, expected %s', quantity, expected) as found
      from published_quantity where (pending_since is null) <> (quantity is not distinct from expected)`,
  },
  {
    name: "pending_is_waiting",
    promise: "The channels' lists of what waits for a push name every listing that does, and no other.",
    sql: `select coalesce(p.listing_id, w.listing_id)::text as id, format('pending since %s, listed by %s', p.pending_since, w.channel_id) as found
      from (select * from published_quantity where pending_since is not null) p full join waiting_listing w using (channel_id, listing_id)
      where p.listing_id is null or w.listing_id is null`,
  },
];
