-- Tells whether something came in between a reading and its record.
alter table exposure add column changes integer not null default 0;
