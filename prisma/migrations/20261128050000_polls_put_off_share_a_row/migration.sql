-- A platform that allows few polls has many put off, a few seconds apart.
alter table poll drop constraint poll_shared_by_empty_ones;
alter table poll add constraint poll_shared_by_empty_ones
  check (polls = 1 or (orders = 0 and ended_as <> 'failed' and error is null));
