-- Two indexes were the same; every line sold paid for both.
drop index order_line_open_by_listing;
