-- DropIndex
DROP INDEX "published_quantity_waiting";

-- CreateTable
CREATE TABLE "waiting_listing" (
    "channel_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,

    CONSTRAINT "waiting_listing_pkey" PRIMARY KEY ("channel_id","listing_id")
);

-- While `pending_since` was in an index, each sale wrote the published quantities anew in all of their indexes. Now the new version lies
-- on the old one's page, and only this small table grows and shrinks.
insert into waiting_listing (channel_id, listing_id)
select channel_id, listing_id from published_quantity where pending_since is not null;

-- Two transactions never meet at one row here: whoever comes to it has the listing's published quantity locked. The names are given as
-- arrays, so that Postgres looks them up by key, however small the table was when it planned this.
create function keep_waiting() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if not exists (select from new_rows) then return null; end if;
  insert into waiting_listing (channel_id, listing_id)
  select channel_id, listing_id from new_rows where pending_since is not null
  on conflict do nothing;
  delete from waiting_listing
  where channel_id = any (array(select distinct channel_id from new_rows where pending_since is null))
    and listing_id = any (array(select listing_id from new_rows where pending_since is null));
  return null;
end $$;

create function end_waiting() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  delete from waiting_listing
  where channel_id = any (array(select distinct channel_id from old_rows))
    and listing_id = any (array(select listing_id from old_rows));
  return null;
end $$;

create trigger published_quantity_added after insert on published_quantity referencing new table as new_rows
  for each statement execute function keep_waiting();
create trigger published_quantity_changed after update on published_quantity referencing new table as new_rows
  for each statement execute function keep_waiting();
create trigger published_quantity_removed after delete on published_quantity referencing old table as old_rows
  for each statement execute function end_waiting();
