-- What came of the last time that a person had one listing read back and set right.
create table listing_resync (
  listing_id uuid not null,
  channel_id uuid not null,
  actor text not null,
  asked_at timestamptz(6) not null,
  read_at timestamptz(6),
  live integer,
  expected integer,
  failed_at timestamptz(6),
  error text,
  constraint listing_resync_pkey primary key (listing_id),
  constraint listing_resync_listing_exists foreign key (listing_id) references listing (id) on delete cascade on update cascade,
  constraint listing_resync_channel_exists foreign key (channel_id) references channel (id) on delete cascade on update cascade,
  constraint listing_resync_shows_what_was_read check (live is null or read_at is not null),
  constraint listing_resync_failed_for_a_reason check ((failed_at is null) = (error is null)),
  constraint listing_resync_failed_or_read check (read_at is null or failed_at is null)
);
create index listing_resync_by_channel on listing_resync (channel_id, asked_at);
