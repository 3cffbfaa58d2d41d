-- Units of a line that is linked later left the shelf they lay on, and no other.
alter table "order" add column till_location_id uuid;
alter table "order" add constraint order_till_location_exists
  foreign key (till_location_id) references location (id) on delete restrict on update cascade;
create index order_by_till_location on "order" (till_location_id) where till_location_id is not null;
