-- Rows that change with every sale keep room on their page: the new version lies beside the old one, and no index is written.
alter table stock_level set (fillfactor = 70);
alter table published_quantity set (fillfactor = 70);
