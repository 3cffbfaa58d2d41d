import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import * as z from "zod";

export interface Invoice {
  invoice: string;
  placedAt: string;
  lines: { sku: string; title: string; quantity: number }[];
}

/** What a file holds: the invoices that sell goods, and how many lines were left out and why. */
export interface Invoices {
  sales: Invoice[];
  /** Lines read. */
  lines: number;
  skipped: Record<Skipped, number>;
  /** Invoices none of whose lines sells goods. */
  withoutGoods: number;
}

type Skipped = "cancellation" | "negative quantity" | "not goods" | "broken row";

const row = z.object({
  invoice: z.string().regex(/^[A-Z]?\d{6}$/),
  sku: z.string().min(1),
  description: z.string(),
  quantity: z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
  placed_at: z.iso.datetime(),
});

/** Goods have five digits and perhaps letters behind them; POST, M, DOT, BANK CHARGES … are services and corrections. */
const goods = /^\d{5}[A-Z]{0,2}$/i;

/** Reads a file of transactions (.csv.gz, a line per invoice line). Lines that sell no goods are counted, never thrown on. */
export async function readInvoices(file: string): Promise<Invoices> {
  const found: Invoices = { sales: [], lines: 0, skipped: noneSkipped(), withoutGoods: 0 };
  const invoices = new Map<string, Invoice>();
  const rows = createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true, relax_column_count: true, relax_quotes: true }));
  for await (const raw of rows) {
    found.lines++;
    const why = take(invoices, raw);
    if (why) found.skipped[why]++;
  }
  found.sales = [...invoices.values()].filter((one) => one.lines.length > 0);
  found.withoutGoods = invoices.size - found.sales.length;
  return found;
}

function take(invoices: Map<string, Invoice>, raw: unknown): Skipped | null {
  const parsed = row.safeParse(raw);
  if (!parsed.success) return "broken row";
  const { invoice, sku, description, quantity, placed_at } = parsed.data;
  const known = invoices.get(invoice) ?? { invoice, placedAt: placed_at, lines: [] };
  invoices.set(invoice, known);
  if (invoice.startsWith("C")) return "cancellation";
  if (quantity <= 0) return "negative quantity";
  if (!goods.test(sku)) return "not goods";
  known.lines.push({ sku: sku.toUpperCase(), title: description.trim() || sku, quantity });
  return null;
}

function noneSkipped(): Invoices["skipped"] {
  return { cancellation: 0, "negative quantity": 0, "not goods": 0, "broken row": 0 };
}
