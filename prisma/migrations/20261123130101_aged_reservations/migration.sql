-- What keeps units from sale for longest is asked for by age. New ones come at the end, where an insert costs least.
create index reservation_open_by_age on reservation (made_at, id) where ended_at is null;
