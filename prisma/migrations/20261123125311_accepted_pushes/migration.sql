-- Some platforms (Amazon) take a quantity first and show it minutes later.
alter table push
  add column accepted_at timestamptz(6),
  add constraint push_accepted_after_it_left check (accepted_at >= at);
