create type expectation_source as enum ('purchase', 'transfer');

create type expectation_end as enum ('received', 'cancelled', 'lost');

alter type reservation_end add value 'converted';

-- Nothing could make a hold before, so there is none without a maker.
alter table hold add column country char(2),
add column ended_by_id uuid,
add column location_id uuid,
add column made_by_id uuid not null;

alter table order_line add column returned integer not null default 0;

create table hold_line (
  hold_id uuid not null,
  product_id uuid not null,
  quantity integer not null,
  parts jsonb,

  constraint hold_line_pkey primary key (hold_id,product_id)
);

create table expectation (
  id uuid not null,
  product_id uuid not null,
  location_id uuid not null,
  source expectation_source not null,
  from_location_id uuid,
  quantity integer not null,
  received integer not null default 0,
  lost integer not null default 0,
  expected_at timestamptz(6),
  reference text,
  made_at timestamptz(6) not null,
  made_by_id uuid not null,
  ended_at timestamptz(6),
  ended_as expectation_end,
  ended_by_id uuid,

  constraint expectation_pkey primary key (id)
);

create table audit_run (
  id uuid not null,
  ran_at timestamptz(6) not null,
  took_ms integer not null,
  breaches jsonb not null,

  constraint audit_run_pkey primary key (id)
);

create index hold_line_by_product on hold_line(product_id);

create index expectation_by_level on expectation(product_id, location_id);

create index expectation_by_sender on expectation(from_location_id);

create index expectation_by_maker on expectation(made_by_id);

create index expectation_by_ender on expectation(ended_by_id);

create index expectation_by_time on expectation(made_at, id);

create index audit_run_by_time on audit_run(ran_at desc);

create index hold_by_location on hold(location_id);

create index hold_by_maker on hold(made_by_id);

create index hold_by_ender on hold(ended_by_id);

create index hold_by_time on hold(made_at, id);

alter table hold add constraint hold_location_exists foreign key (location_id) references location(id) on delete restrict on update cascade;

alter table hold add constraint hold_made_by_exists foreign key (made_by_id) references operation(id) on delete restrict on update cascade;

alter table hold add constraint hold_ended_by_exists foreign key (ended_by_id) references operation(id) on delete restrict on update cascade;

alter table hold_line add constraint hold_line_hold_exists foreign key (hold_id) references hold(id) on delete cascade on update cascade;

alter table hold_line add constraint hold_line_product_exists foreign key (product_id) references product(id) on delete restrict on update cascade;

alter table expectation add constraint expectation_product_exists foreign key (product_id) references product(id) on delete restrict on update cascade;

alter table expectation add constraint expectation_level_exists foreign key (product_id, location_id) references stock_level(product_id, location_id) on delete restrict on update cascade;

alter table expectation add constraint expectation_from_location_exists foreign key (from_location_id) references location(id) on delete restrict on update cascade;

alter table expectation add constraint expectation_made_by_exists foreign key (made_by_id) references operation(id) on delete restrict on update cascade;

alter table expectation add constraint expectation_ended_by_exists foreign key (ended_by_id) references operation(id) on delete restrict on update cascade;

-- What Prisma's schema cannot say.

alter table hold
  drop constraint hold_end_complete,
  add constraint hold_end_complete check (num_nonnulls(ended_at, ended_as, ended_by_id) in (0, 3)),
  add constraint hold_draws_on_something check (num_nonnulls(channel_id, location_id) >= 1),
  add constraint hold_country_is_code check (country ~ '^[A-Z]{2}$');

alter table hold_line add constraint hold_line_quantity_positive check (quantity > 0);

alter table expectation
  add constraint expectation_quantity_positive check (quantity > 0),
  add constraint expectation_received_not_negative check (received >= 0),
  add constraint expectation_lost_not_negative check (lost >= 0),
  add constraint expectation_open_until_all_came check ((ended_at is null) = (received + lost < quantity)),
  add constraint expectation_end_complete check (num_nonnulls(ended_at, ended_as, ended_by_id) in (0, 3)),
  add constraint expectation_transfer_has_sender check ((source = 'transfer') = (from_location_id is not null)),
  add constraint expectation_transfer_goes_elsewhere check (from_location_id <> location_id);

alter table order_line
  add constraint order_line_returned_not_negative check (returned >= 0),
  add constraint order_line_returned_was_shipped check (returned <= shipped);

alter table audit_run add constraint audit_run_took_ms_not_negative check (took_ms >= 0);

-- What a hold promises is written once.
create trigger hold_line_is_immutable before update on hold_line for each row execute function refuse_change();

-- What is open is little and asked for often; what has ended is much and asked for seldom.
create index hold_open on hold (expires_at) where ended_at is null;
create index expectation_open on expectation (product_id) where ended_at is null;
