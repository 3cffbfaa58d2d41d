-- Never sold twice: what each guaranteed listing may sell, or has sold unknown, is set aside at each level that it draws on.
create type guarantee_lapse as enum ('switching', 'units_lost', 'cancelled', 'shipped_there', 'edited_there', 'unknown');

alter table stock_level
  add column exposed integer not null default 0,
  add column lapse guarantee_lapse,
  add constraint stock_level_exposed_not_negative check (exposed >= 0),
  add constraint stock_level_exposed_within_available
    check (exposed <= on_hand - unavailable - reserved or lapse is not null),
  add constraint stock_level_lapse_only_while_overdrawn
    check (lapse is null or exposed > on_hand - unavailable - reserved);

create table exposure (
  listing_id uuid not null,
  channel_id uuid not null,
  units integer not null,
  next_units integer,
  next_after timestamptz(6),
  raised integer,
  since timestamptz(6) not null,
  constraint exposure_pkey primary key (listing_id),
  constraint exposure_listing_exists foreign key (listing_id) references listing (id) on delete cascade on update cascade,
  constraint exposure_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint exposure_units_not_negative check (units >= 0),
  constraint exposure_next_units_not_negative check (next_units >= 0),
  constraint exposure_raised_not_negative check (raised >= 0),
  constraint exposure_next_after_has_units check (next_after is null or next_units is not null)
);

create index exposure_to_settle on exposure (channel_id, next_after);

create table exposure_draw (
  listing_id uuid not null,
  product_id uuid not null,
  location_id uuid not null,
  units integer not null,
  constraint exposure_draw_pkey primary key (listing_id, product_id, location_id),
  constraint exposure_draw_exposure_exists foreign key (listing_id) references exposure (listing_id) on delete cascade on update cascade,
  constraint exposure_draw_level_exists foreign key (product_id, location_id)
    references stock_level (product_id, location_id) on delete restrict on update cascade,
  constraint exposure_draw_units_positive check (units > 0)
);

create index exposure_draw_by_level on exposure_draw (product_id, location_id);

-- A sale on which units are guaranteed and capped until a moment; then the rules are what they were.
create table flash_sale (
  id uuid not null,
  name text not null,
  starts_at timestamptz(6) not null,
  ends_at timestamptz(6) not null,
  started_by text not null,
  former_rules jsonb not null,
  ended_at timestamptz(6),
  ended_by text,
  report jsonb,
  constraint flash_sale_pkey primary key (id),
  constraint flash_sale_ends_after_start check (ends_at > starts_at),
  constraint flash_sale_name_given check (length(name) between 1 and 200),
  constraint flash_sale_ended_has_report check ((ended_at is null) = (report is null) and (ended_at is null) = (ended_by is null))
);

create index flash_sale_to_end on flash_sale (ended_at, ends_at);
create index flash_sale_by_time on flash_sale (starts_at desc, id);

create table flash_sale_product (
  flash_sale_id uuid not null,
  product_id uuid not null,
  constraint flash_sale_product_pkey primary key (flash_sale_id, product_id),
  constraint flash_sale_product_sale_exists foreign key (flash_sale_id) references flash_sale (id) on delete cascade on update cascade,
  constraint flash_sale_product_product_exists foreign key (product_id) references product (id) on delete cascade on update cascade
);

create index flash_sale_product_by_product on flash_sale_product (product_id);
