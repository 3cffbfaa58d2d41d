create type match_reason as enum ('barcode', 'barcode_of_several', 'barcode_spelling', 'barcode_in_sku', 'alias', 'sku', 'sku_spelling', 'sku_in_barcode', 'pack_in_sku', 'pack_in_title');

create type import_phase as enum ('reading', 'matching', 'finished');

alter table channel add column links_at_once boolean not null default true,
add column zero_percent_max integer not null default 20;

alter table listing add column candidates jsonb,
add column confidence integer,
add column is_hands_off boolean not null default false,
add column match_reason match_reason,
add column pack_size integer,
add column seen_at timestamptz(6) not null default current_timestamp,
add column suggested_id uuid,
add column vanished_at timestamptz(6);

create table alias (
  code_key text not null,
  code text not null,
  product_id uuid not null,
  pack_size integer not null default 1,
  made_by text not null,
  made_at timestamptz(6) not null default current_timestamp,

  constraint alias_pkey primary key (code_key)
);

create table listing_import (
  id uuid not null,
  channel_id uuid not null,
  started_at timestamptz(6) not null,
  phase import_phase not null default 'reading',
  cursor text,
  matched_until text,
  read integer not null default 0,
  matched integer not null default 0,
  linked integer not null default 0,
  suggested integer not null default 0,
  conflicts integer not null default 0,
  vanished integer not null default 0,
  finished_at timestamptz(6),
  failed_at timestamptz(6),
  error text,

  constraint listing_import_pkey primary key (id)
);

create table listing_count (
  channel_id uuid not null,
  status listing_status not null,
  count integer not null,

  constraint listing_count_pkey primary key (channel_id,status)
);

create table listing_act (
  id uuid not null,
  key text not null,
  fingerprint text not null,
  actor text not null,
  at timestamptz(6) not null,
  rows integer not null,
  finished_at timestamptz(6),
  results jsonb,
  undone_at timestamptz(6),
  undone_by text,

  constraint listing_act_pkey primary key (id)
);

create table listing_change (
  act_id uuid not null,
  listing_id uuid not null,
  from_status listing_status not null,
  from_product_id uuid,
  from_match jsonb not null,
  to_status listing_status not null,
  to_product_id uuid,
  undone_at timestamptz(6),

  constraint listing_change_pkey primary key (act_id,listing_id)
);

create table live_reading (
  id uuid not null,
  channel_id uuid not null,
  asked_by text not null,
  asked_at timestamptz(6) not null,
  cursor uuid,
  listings integer not null default 0,
  read integer not null default 0,
  finished_at timestamptz(6),
  failed_at timestamptz(6),
  error text,
  location_id uuid,
  adopted_by text,
  adopted_at timestamptz(6),

  constraint live_reading_pkey primary key (id)
);

create table live_row (
  reading_id uuid not null,
  listing_id uuid not null,
  quantity integer,
  asked_at timestamptz(6) not null,

  constraint live_row_pkey primary key (reading_id,listing_id)
);

create index alias_by_product on alias(product_id);

create index listing_import_by_channel on listing_import(channel_id, started_at desc);

create unique index listing_act_key_unique on listing_act(key);

create index listing_act_by_time on listing_act(at desc, id);

create index listing_change_by_listing on listing_change(listing_id);

create index live_reading_by_channel on live_reading(channel_id, asked_at desc);

create index live_reading_by_location on live_reading(location_id);

create index live_row_by_listing on live_row(listing_id);

create index listing_by_suggested on listing(suggested_id);

create index listing_by_status on listing(status, channel_id, platform_id);

alter table listing add constraint listing_suggested_exists foreign key (suggested_id) references product(id) on delete restrict on update cascade;

alter table alias add constraint alias_product_exists foreign key (product_id) references product(id) on delete cascade on update cascade;

alter table listing_import add constraint listing_import_channel_exists foreign key (channel_id) references channel(id) on delete cascade on update cascade;

alter table listing_count add constraint listing_count_channel_exists foreign key (channel_id) references channel(id) on delete cascade on update cascade;

alter table listing_change add constraint listing_change_act_exists foreign key (act_id) references listing_act(id) on delete cascade on update cascade;

alter table listing_change add constraint listing_change_listing_exists foreign key (listing_id) references listing(id) on delete cascade on update cascade;

alter table live_reading add constraint live_reading_channel_exists foreign key (channel_id) references channel(id) on delete cascade on update cascade;

alter table live_reading add constraint live_reading_location_exists foreign key (location_id) references location(id) on delete restrict on update cascade;

alter table live_row add constraint live_row_reading_exists foreign key (reading_id) references live_reading(id) on delete cascade on update cascade;

alter table live_row add constraint live_row_listing_exists foreign key (listing_id) references listing(id) on delete cascade on update cascade;

-- A code without what spelling changes: case, spaces, leading zeros. `code-key.ts` says the same in TypeScript.
create function code_key(code text) returns text language sql immutable strict parallel safe
return nullif(ltrim(regexp_replace(
  translate(code, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  U&'[\0020\0009\000A\000B\000C\000D\00A0\200B\FEFF]+', '', 'g'), '0'), '');

create index product_by_code_key on product (code_key(sku));
create index listing_by_barcode_key on listing (channel_id, code_key(barcode)) where barcode is not null;

-- What was suggested or in conflict before has no reason on record: the next import looks at it again.
update listing set status = 'unlinked' where status in ('suggested', 'conflict');

alter table listing
  add constraint listing_suggested_has_suggestion check (
  (status = 'suggested') = (suggested_id is not null)
  and (status <> 'suggested' or (pack_size is not null and match_reason is not null and confidence is not null))),
  add constraint listing_conflict_has_candidates check (status <> 'conflict' or jsonb_array_length(candidates) >= 2),
  add constraint listing_pack_size_at_least_one check (pack_size >= 1),
  add constraint listing_confidence_is_percent check (confidence between 1 and 100);

alter table channel add constraint channel_zero_percent_max_is_percent check (zero_percent_max between 0 and 100);

alter table alias
  add constraint alias_pack_size_at_least_one check (pack_size >= 1),
  add constraint alias_code_key_of_code check (code_key = code_key(code));

alter table listing_import
  add constraint listing_import_finished_has_end check ((phase = 'finished') = (finished_at is not null));

create unique index listing_import_one_at_a_time on listing_import (channel_id) where finished_at is null;

alter table listing_count add constraint listing_count_not_negative check (count >= 0);

alter table listing_act
  add constraint listing_act_key_not_empty check (key <> ''),
  add constraint listing_act_finished_has_results check ((finished_at is null) = (results is null)),
  add constraint listing_act_undone_by_somebody check ((undone_at is null) = (undone_by is null));

alter table live_reading
  add constraint live_reading_adopted_somewhere check ((location_id is null) = (adopted_by is null)),
  add constraint live_reading_adopted_when_finished check (location_id is null or finished_at is not null),
  add constraint live_reading_adopted_was_asked check (adopted_at is null or location_id is not null);

create unique index live_reading_one_at_a_time on live_reading (channel_id) where finished_at is null and failed_at is null;

-- Rows are counted as they change, always in one order, so that two transactions never wait for each other in a circle.
create function count_listings_added() returns trigger language plpgsql as $$
begin
  insert into listing_count (channel_id, status, count) select distinct channel_id, status, 0 from new_rows order by 1, 2
  on conflict do nothing;
  perform from listing_count c join (select distinct channel_id, status from new_rows) n using (channel_id, status)
  order by c.channel_id, c.status for no key update of c;
  update listing_count c set count = c.count + n.added
  from (select channel_id, status, count(*)::int as added from new_rows group by 1, 2) n
  where c.channel_id = n.channel_id and c.status = n.status;
  return null;
end $$;

create function count_listings_changed() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows n join old_rows o using (id) where n.status <> o.status) then return null; end if;
  insert into listing_count (channel_id, status, count) select distinct channel_id, status, 0 from new_rows order by 1, 2
  on conflict do nothing;
  perform from listing_count c join (
    select channel_id, status from new_rows union select channel_id, status from old_rows) n using (channel_id, status)
  order by c.channel_id, c.status for no key update of c;
  update listing_count c set count = c.count + n.difference
  from (select channel_id, status, sum(one)::int as difference from (
      select channel_id, status, 1 as one from new_rows union all select channel_id, status, -1 from old_rows) as both_rows
    group by 1, 2) n
  where c.channel_id = n.channel_id and c.status = n.status and n.difference <> 0;
  return null;
end $$;

create function count_listings_removed() returns trigger language plpgsql as $$
begin
  perform from listing_count c join (select distinct channel_id, status from old_rows) o using (channel_id, status)
  order by c.channel_id, c.status for no key update of c;
  update listing_count c set count = c.count - o.removed
  from (select channel_id, status, count(*)::int as removed from old_rows group by 1, 2) o
  where c.channel_id = o.channel_id and c.status = o.status;
  return null;
end $$;

create trigger listing_added after insert on listing referencing new table as new_rows
  for each statement execute function count_listings_added();
create trigger listing_changed after update on listing referencing old table as old_rows new table as new_rows
  for each statement execute function count_listings_changed();
create trigger listing_removed after delete on listing referencing old table as old_rows
  for each statement execute function count_listings_removed();

insert into listing_count (channel_id, status, count) select channel_id, status, count(*) from listing group by 1, 2;
