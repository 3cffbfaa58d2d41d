import { z } from "zod";

/** Rows that are kept of each kind. */
const rowsMax = 50;

const basketLine = z.object({ sku: z.string(), quantity: z.number().int().min(1) });

/** So many units of one SKU. */
export type BasketLine = z.infer<typeof basketLine>;

const holdRow = z.object({
  reference: z.string(),
  /** The hub's id. */
  id: z.string(),
  lines: z.array(basketLine),
  expiresAt: z.number(),
  /** What became of it, as the hub says; null while it keeps units. */
  endedAs: z.string().nullable(),
});

/** Units that were reserved without an order. */
export type HoldRow = z.infer<typeof holdRow>;

const orderLine = basketLine.extend({ reference: z.string() });

const orderRow = z.object({
  reference: z.string(),
  /** The hub's id. */
  id: z.string(),
  placedAt: z.number(),
  lines: z.array(orderLine),
  /** Lines ever named, so that no name is used twice. */
  linesNamed: z.number().int(),
});

/** An order or a sale. */
export type OrderRow = z.infer<typeof orderRow>;

export const booksSnapshot = z.object({ holds: z.array(holdRow), orders: z.array(orderRow) });

/** What a portal or a till remembers of its own doings, newest first. How each stands, the hub knows. */
export class Books {
  holds: HoldRow[];
  orders: OrderRow[];

  constructor({ holds, orders }: z.infer<typeof booksSnapshot> = { holds: [], orders: [] }) {
    this.holds = holds;
    this.orders = orders;
  }

  addHold(row: HoldRow): void {
    this.holds = [row, ...this.holds].slice(0, rowsMax);
  }

  addOrder(row: OrderRow): void {
    this.orders = [row, ...this.orders.filter(({ id }) => id !== row.id)].slice(0, rowsMax);
  }

  forgetHold(reference: string): void {
    this.holds = this.holds.filter((row) => row.reference !== reference);
  }

  toSnapshot(): z.infer<typeof booksSnapshot> {
    return { holds: this.holds, orders: this.orders };
  }
}
