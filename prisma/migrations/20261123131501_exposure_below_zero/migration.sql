-- A sale may be known before the cancellation that put its units back on sale: until then the exposure is below zero.
alter table exposure
  drop constraint exposure_units_not_negative,
  drop constraint exposure_next_units_not_negative,
  drop constraint exposure_next_after_has_units,
  add column next_from timestamptz(6),
  add column is_next_blurred boolean not null default false,
  add constraint exposure_next_is_whole check (
    (next_units is null) = (next_from is null) and (next_after is null or next_after >= next_from)
  );
