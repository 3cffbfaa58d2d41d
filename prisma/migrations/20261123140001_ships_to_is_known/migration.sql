-- An empty list means every country; none at all would mean nothing.
update location set ships_to = '{}' where ships_to is null;
alter table location add constraint location_ships_to_known check (ships_to is not null);
-- Parcels that wait to be told are few among all that left.
create index shipment_untold on shipment (order_id) where told_at is null and error is null;
