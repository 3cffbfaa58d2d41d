/**
 * SQL of the listing with this id, an SQL expression. `offset 0` keeps Postgres from starting at the listings instead: nearly all
 * of them are linked, and few wait.
 */
export function listingByKeySql(id: string): string {
  return `select id, platform_id, platform_stock_id, product_id, status from listing where id = ${id} offset 0`;
}
