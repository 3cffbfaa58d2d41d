-- What the hub and a platform settle between them beside orders and quantities: messages, cancellations, returns, own warehouses.
alter table location
  add column mirrors_id uuid,
  add column mirrored_at timestamptz(6),
  add constraint location_mirrors_channel_exists foreign key (mirrors_id) references channel (id)
    on delete set null on update cascade,
  add constraint location_mirror_is_read_only check (mirrors_id is null or kind = 'channel_fulfilled');

create unique index location_mirrors_once on location (mirrors_id);

create table webhook_watch (
  channel_id uuid not null,
  ensured_at timestamptz(6),
  repaired_at timestamptz(6),
  repaired text[],
  failed_at timestamptz(6),
  error text,
  constraint webhook_watch_pkey primary key (channel_id),
  constraint webhook_watch_channel_exists foreign key (channel_id) references channel (id)
    on delete cascade on update cascade,
  constraint webhook_watch_error_has_time check ((error is null) = (failed_at is null))
);

create table signature_key (
  channel_id uuid not null,
  key_id text not null,
  public_key text not null,
  read_at timestamptz(6) not null,
  constraint signature_key_pkey primary key (channel_id, key_id),
  constraint signature_key_channel_exists foreign key (channel_id) references channel (id)
    on delete cascade on update cascade
);

create table cancellation (
  id uuid not null,
  key text not null,
  order_id uuid not null,
  order_line_id uuid not null,
  quantity integer not null,
  reason text not null,
  actor text not null,
  asked_at timestamptz(6) not null,
  told_at timestamptz(6),
  error text,
  constraint cancellation_pkey primary key (id),
  constraint cancellation_order_exists foreign key (order_id) references "order" (id) on delete cascade on update cascade,
  constraint cancellation_order_line_exists foreign key (order_line_id) references order_line (id)
    on delete restrict on update cascade,
  constraint cancellation_quantity_positive check (quantity > 0),
  constraint cancellation_reason_known check (reason in ('out_of_stock', 'asked_by_buyer', 'other')),
  constraint cancellation_told_or_refused check (num_nonnulls(told_at, error) < 2)
);

create unique index cancellation_key_unique on cancellation (key);
create index cancellation_by_order on cancellation (order_id);
create index cancellation_by_order_line on cancellation (order_line_id);

create table return (
  id uuid not null,
  channel_id uuid not null,
  platform_return_id text not null,
  platform_order_id text,
  order_id uuid,
  order_line_id uuid,
  sku text,
  barcode text,
  title text,
  quantity integer not null,
  reason text,
  announced_at timestamptz(6) not null,
  handled_at timestamptz(6),
  decided_at timestamptz(6),
  decided_by text,
  restocked integer,
  unavailable integer,
  told_at timestamptz(6),
  error text,
  constraint return_pkey primary key (id),
  constraint return_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint return_order_exists foreign key (order_id) references "order" (id) on delete set null on update cascade,
  constraint return_order_line_exists foreign key (order_line_id) references order_line (id)
    on delete set null on update cascade,
  constraint return_quantity_positive check (quantity > 0),
  constraint return_decision_complete check (num_nonnulls(decided_at, decided_by, restocked, unavailable) in (0, 4)),
  constraint return_decided_units_in_range check (restocked >= 0 and unavailable >= 0 and restocked + unavailable <= quantity),
  constraint return_told_after_decision check (num_nonnulls(told_at, error) = 0 or decided_at is not null)
);

create unique index return_once on return (channel_id, platform_return_id);
create index return_by_time on return (announced_at desc, id);
create index return_by_order on return (order_id);
create index return_by_order_line on return (order_line_id);

-- A channel of a shop with several locations writes a part of its quantity to each.
drop index channel_location_one_target;
create unique index channel_location_platform_location_once
  on channel_location (channel_id, platform_location_id) where platform_location_id is not null;
