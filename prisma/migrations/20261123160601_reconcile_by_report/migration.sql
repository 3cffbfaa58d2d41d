-- A reading of very many listings begins with a report that the platform makes of all of them.
alter table reconcile_run add column report_id text;
alter table reconcile_run add column report_asked_at timestamptz(6);
alter table reconcile_run add column report_ended_at timestamptz(6);
alter table reconcile_run add column report_error text;
alter table reconcile_run add column reported integer not null default 0;
alter table reconcile_run add constraint reconcile_run_report_is_asked_for_first
  check (report_asked_at is not null or (report_id is null and report_ended_at is null));
alter table reconcile_run add constraint reconcile_run_report_is_named_or_over
  check (report_asked_at is null or report_id is not null or report_ended_at is not null);
alter table reconcile_run add constraint reconcile_run_reported_are_read check (reported between 0 and read);
