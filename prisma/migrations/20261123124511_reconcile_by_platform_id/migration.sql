-- Listings are found by status, channel and platform id, so a reading goes on after a platform id. None was ever made.
alter table reconcile_run drop column after_listing_id, add column after_platform_id text;
