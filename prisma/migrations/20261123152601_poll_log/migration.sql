-- A person sees what each poll read, and how it ended.
create type poll_end as enum ('complete', 'postponed', 'failed');
create table poll (
  id uuid not null,
  channel_id uuid not null,
  started_at timestamptz(6) not null,
  ended_at timestamptz(6) not null,
  asked_from timestamptz(6) not null,
  ended_as poll_end not null,
  orders integer not null,
  polls integer not null default 1,
  orders_until timestamptz(6) not null,
  error text,
  constraint poll_pkey primary key (id),
  constraint poll_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint poll_ends_after_its_start check (ended_at >= started_at),
  constraint poll_orders_not_negative check (orders >= 0),
  constraint poll_stands_for_one_at_least check (polls >= 1),
  -- Only those that found nothing new share a row.
  constraint poll_shared_by_empty_ones check (polls = 1 or (orders = 0 and ended_as = 'complete')),
  constraint poll_failed_for_a_reason check ((ended_as = 'failed') = (error is not null))
);
create index poll_by_channel on poll (channel_id, ended_at desc, id);

-- The messages of one channel, newest first, without reading those of the others.
create index webhook_event_by_channel on webhook_event (channel_id, received_at desc, id);
