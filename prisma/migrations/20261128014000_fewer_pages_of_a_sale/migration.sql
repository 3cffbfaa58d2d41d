-- Sales begin with a lock on products, so this one does too: else the two would wait for each other.
lock table product in access exclusive mode;

-- In a large catalogue nearly every page that a sale reads is one that nothing else has read lately, so its cost is the number of them.

-- What a sale asks of a product's listings is in their index: their own rows are read only where they changed since the last vacuum.
-- DropIndex
DROP INDEX "listing_by_product";

-- CreateIndex
CREATE INDEX "listing_by_product" ON "listing"("product_id", "id", "channel_id");

-- Nobody asks for the movements of one level but by product and time, which has an index; each movement wrote a page of this one.
-- DropIndex
DROP INDEX "movement_by_level";

-- Most products are no bundles: that is seen here, not in each product.
create index product_with_recipe on product (id) include (current_recipe_id) where current_recipe_id is not null;

-- Two more keys that look up again what the writer has just read and locked. A reservation is written together with the movement that
-- reserves it, which names the same level under a key that stays checked, and is never deleted. The product of an order line is kept from
-- being deleted below. Before PostgreSQL 18 no key can be left unchecked.
do $$ begin
  if current_setting('server_version_num')::int >= 180000 then
    execute 'alter table reservation alter constraint reservation_level_exists not enforced';
    execute 'alter table order_line alter constraint order_line_product_exists not enforced';
  end if;
end $$;

create function refuse_deleting_sold_product() returns trigger language plpgsql as $$
begin
  if exists (select from order_line where product_id = old.id) then
    raise exception 'product % has order lines: it is not deleted', old.id using errcode = 'foreign_key_violation';
  end if;
  return old;
end $$;

create trigger product_stays_with_its_lines before delete on product
  for each row execute function refuse_deleting_sold_product();
