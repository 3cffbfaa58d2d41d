/** SQL of the published quantity of the listing with this id, an SQL expression. */
export function publishedByKeySql(listingId: string): string {
  return `select * from published_quantity where listing_id = ${listingId} offset 0`;
}

/**
 * SQL of the listing with this id, an SQL expression. `offset 0` keeps Postgres from starting at the listings instead: nearly all
 * of them are linked, and few wait.
 */
export function listingByKeySql(id: string): string {
  return `select id, platform_id, platform_stock_id, product_id, status from listing where id = ${id} offset 0`;
}
