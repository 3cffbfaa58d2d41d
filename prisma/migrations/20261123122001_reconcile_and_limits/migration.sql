-- Live quantities are read back on a schedule; budgets and circuits are shared by all workers.
create type drift_policy as enum ('hub_wins', 'ask', 'adopt');

create type circuit_state as enum ('closed', 'open', 'half_open');

alter type drift_end add value 'explained' before 'pushed';

alter table channel
  add column reconcile_minutes integer not null default 15,
  add column drift_policy drift_policy not null default 'hub_wins',
  add constraint channel_reconcile_minutes_in_range check (reconcile_minutes between 1 and 1440);

alter table hub_setting
  add column inbox_days integer not null default 30,
  add constraint hub_setting_inbox_days_in_range check (inbox_days between 1 and 3650);

alter table published_quantity add column missing_since timestamptz(6);

-- Nothing wrote drift before.
alter table drift
  add column channel_id uuid not null,
  add column policy drift_policy not null,
  add column healing_at timestamptz(6),
  add column ended_by text,
  add column note text,
  add constraint drift_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  add constraint drift_is_a_difference check (expected <> live),
  add constraint drift_end_complete check (num_nonnulls(ended_at, ended_as) in (0, 2));

create index drift_by_channel on drift (channel_id, found_at desc, id);
create index drift_by_time on drift (found_at desc, id);

create table doubt (
  listing_id uuid not null,
  channel_id uuid not null,
  expected integer not null,
  live integer not null,
  read_at timestamptz(6) not null,
  confirmed_at timestamptz(6),
  readings integer not null default 1,
  is_resync boolean not null default false,
  constraint doubt_pkey primary key (listing_id),
  constraint doubt_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint doubt_listing_exists foreign key (listing_id) references listing (id) on delete cascade on update cascade,
  constraint doubt_is_a_difference check (expected <> live),
  constraint doubt_readings_positive check (readings > 0)
);

create index doubt_by_channel on doubt (channel_id, read_at);

create table reconcile_run (
  id uuid not null,
  channel_id uuid not null,
  actor text,
  is_resync boolean not null default false,
  started_at timestamptz(6) not null,
  listings integer not null,
  after_listing_id uuid,
  read integer not null default 0,
  missing integer not null default 0,
  doubts integer not null default 0,
  drifts integer not null default 0,
  error text,
  failed_at timestamptz(6),
  ended_at timestamptz(6),
  constraint reconcile_run_pkey primary key (id),
  constraint reconcile_run_channel_exists foreign key (channel_id) references channel (id)
    on delete cascade on update cascade,
  constraint reconcile_run_counts_not_negative check (least(listings, read, missing, doubts, drifts) >= 0),
  constraint reconcile_run_error_has_time check ((error is null) = (failed_at is null)),
  constraint reconcile_run_ends_after_it_started check (ended_at >= started_at)
);

create index reconcile_run_by_channel on reconcile_run (channel_id, started_at desc);

create table budget (
  channel_id uuid not null,
  endpoint text not null,
  level double precision,
  level_at timestamptz(6),
  taken timestamptz(6)[],
  paused_until timestamptz(6),
  constraint budget_pkey primary key (channel_id, endpoint),
  constraint budget_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint budget_level_has_time check ((level is null) = (level_at is null))
);

create table circuit (
  channel_id uuid not null,
  state circuit_state not null,
  since timestamptz(6) not null,
  failures integer not null,
  reason text not null,
  probe_at timestamptz(6),
  constraint circuit_pkey primary key (channel_id),
  constraint circuit_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint circuit_failures_not_negative check (failures >= 0),
  constraint circuit_probe_while_not_closed check ((state = 'closed') = (probe_at is null))
);

-- One drift of a listing, and one reading of a channel, at a time.
create unique index drift_one_open on drift (listing_id) where ended_at is null;
create unique index reconcile_run_one_open on reconcile_run (channel_id) where ended_at is null;
create index drift_open on drift (channel_id) where ended_at is null;
create index published_quantity_missing on published_quantity (channel_id) where missing_since is not null;
