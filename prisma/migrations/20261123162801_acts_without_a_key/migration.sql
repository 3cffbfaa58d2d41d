-- An import of an order is made harmless to repeat by the order's version: it needs no key, and nobody asks for its answer again.
alter table operation
  alter column key drop not null,
  alter column fingerprint drop not null,
  alter column outcome drop not null,
  add constraint operation_keyed_is_answered check (num_nulls(key, fingerprint, outcome) in (0, 3));

drop index operation_key_unique;
create unique index operation_key_unique on operation (key) where key is not null;
