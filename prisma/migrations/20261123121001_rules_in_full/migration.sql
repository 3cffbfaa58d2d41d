-- Shares by velocity: how fast each listing and each product sells, and what a rule makes of it.
create type percent_by as enum ('hand', 'velocity');

alter table rule
  add column percent_by percent_by,
  add column velocity_least numeric(5, 2),
  add column velocity_most numeric(5, 2),
  add column is_velocity_frozen boolean,
  add constraint rule_velocity_least_in_range check (velocity_least between 0 and 100),
  add constraint rule_velocity_most_in_range check (velocity_most between 0 and 100);

create table listing_velocity (
  listing_id uuid not null,
  per_day double precision not null,
  days integer[],
  share_percent numeric(5, 2),
  reason jsonb,
  computed_at timestamptz(6) not null,
  constraint listing_velocity_pkey primary key (listing_id),
  constraint listing_velocity_listing_exists foreign key (listing_id) references listing (id)
    on delete cascade on update cascade,
  constraint listing_velocity_per_day_not_negative check (per_day >= 0),
  constraint listing_velocity_share_in_range check (share_percent between 0 and 100),
  constraint listing_velocity_share_has_reason check ((share_percent is null) = (reason is null))
);

create table product_velocity (
  product_id uuid not null,
  per_day double precision not null,
  days integer[],
  computed_at timestamptz(6) not null,
  constraint product_velocity_pkey primary key (product_id),
  constraint product_velocity_product_exists foreign key (product_id) references product (id)
    on delete cascade on update cascade,
  constraint product_velocity_per_day_not_negative check (per_day >= 0)
);

alter table product
  add column reorder_point integer,
  add constraint product_reorder_point_not_negative check (reorder_point >= 0);

-- Few products have one, and the list of those that run low looks at no others.
create index product_with_reorder_point on product (id) where reorder_point is not null;

-- Rules are changed in acts that can be taken back.
create table rule_change (
  id uuid not null,
  key text not null,
  fingerprint text not null,
  at timestamptz(6) not null,
  actor text not null,
  reason text not null,
  undoes_id uuid,
  effect jsonb not null,
  constraint rule_change_pkey primary key (id),
  constraint rule_change_undoes_exists foreign key (undoes_id) references rule_change (id)
    on delete restrict on update cascade
);

create unique index rule_change_key_unique on rule_change (key);
create unique index rule_change_undone_once on rule_change (undoes_id);
create index rule_change_by_time on rule_change (at desc, id);

create table rule_change_row (
  id uuid not null,
  change_id uuid not null,
  channel_id uuid,
  product_id uuid,
  before jsonb,
  after jsonb,
  constraint rule_change_row_pkey primary key (id),
  constraint rule_change_row_change_exists foreign key (change_id) references rule_change (id)
    on delete cascade on update cascade,
  constraint rule_change_row_channel_exists foreign key (channel_id) references channel (id)
    on delete cascade on update cascade,
  constraint rule_change_row_product_exists foreign key (product_id) references product (id)
    on delete cascade on update cascade,
  constraint rule_change_row_changes_something check (before is distinct from after)
);

create unique index rule_change_row_once on rule_change_row (change_id, channel_id, product_id) nulls not distinct;
create index rule_change_row_by_scope on rule_change_row (channel_id, product_id);
create index rule_change_row_by_product on rule_change_row (product_id);

create table hub_setting (
  is_only boolean not null default true,
  zeroing_percent_max numeric(5, 2) not null default 20,
  constraint hub_setting_pkey primary key (is_only),
  constraint hub_setting_one_row check (is_only),
  constraint hub_setting_zeroing_percent_in_range check (zeroing_percent_max between 0 and 100)
);

insert into hub_setting default values;

-- The open units of a listing, however much it sold in its life: what bol's amounts are made of.
create index order_line_open_by_listing on order_line (listing_id) where ordered - cancelled - shipped > 0;
