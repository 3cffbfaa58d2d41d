import { randomUUID } from "node:crypto";
import type pg from "pg";

export interface OrderParts {
  listing: { id: string; channel: { id: string }; product: { id: string } };
  ordered: number;
  cancelled?: number;
  shipped?: number;
  fulfilledBy?: "merchant" | "platform";
}

/** An order of one line, as rows only: it reserves nothing. For orders that count, send the writer `import_order`. */
export async function makeOrder(pool: pg.Pool, parts: OrderParts): Promise<{ id: string }> {
  const { listing } = parts;
  const id = randomUUID();
  const now = new Date();
  await pool.query(
    `insert into "order" (id, channel_id, platform_order_id, name, fulfilled_by, placed_at, platform_updated_at, imported_at)
     values ($1, $2, $3, $3, $4::fulfilled_by, $5, $5, $5)`,
    [id, listing.channel.id, `order-${id}`, parts.fulfilledBy ?? "merchant", now],
  );
  await pool.query(
    `insert into order_line (id, order_id, platform_line_id, listing_id, product_id, title, ordered, cancelled, shipped)
     values ($1, $2, '1', $3, $4, 'A thing', $5, $6, $7)`,
    [randomUUID(), id, listing.id, listing.product.id, parts.ordered, parts.cancelled ?? 0, parts.shipped ?? 0],
  );
  return { id };
}
