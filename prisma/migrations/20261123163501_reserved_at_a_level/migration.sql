-- A reservation's level exists, and the level's product does: asking for the product once more slowed every sale.
alter table reservation drop constraint reservation_product_exists;
