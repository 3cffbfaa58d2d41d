-- What a platform tells of its own warehouse beside what is for sale there.
create table warehouse_stock (
  location_id uuid not null,
  product_id uuid not null,
  sellable integer not null,
  unavailable integer not null,
  reserved integer not null,
  incoming integer not null,
  read_at timestamptz(6) not null,
  constraint warehouse_stock_pkey primary key (location_id, product_id),
  constraint warehouse_stock_location_exists foreign key (location_id) references location (id)
    on delete cascade on update cascade,
  constraint warehouse_stock_product_exists foreign key (product_id) references product (id)
    on delete cascade on update cascade,
  constraint warehouse_stock_not_negative check (least(sellable, unavailable, reserved, incoming) >= 0)
);

create index warehouse_stock_by_product on warehouse_stock (product_id);
