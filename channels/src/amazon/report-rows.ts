import { PlatformError } from "../trouble.ts";

/** One listing of a report. */
export interface ReportRow {
  sku: string;
  title: string;
  /** EAN, UPC or ISBN; null where the report names Amazon's own number only. */
  barcode: string | null;
  /** Units that the merchant offers; null where the report does not tell, or Amazon fulfils it. */
  quantity: number | null;
  /** The merchant ships it himself. */
  isMerchants: boolean;
}

const needed = ["seller-sku", "quantity", "fulfillment-channel"] as const;

/** The kinds of product ids that are barcodes: ISBN, UPC, EAN; 1 is Amazon's own. */
const barcodeTypes = new Set(["2", "3", "4"]);
const ownChannel = "DEFAULT";
/** Amazon's own limit is 40. */
const skuLengthMax = 200;

/**
 * The listings of a report. Throws when its head lacks a column that is needed: Amazon names them otherwise in some marketplaces. A
 * line that is not whole says nothing about its listing, and is left out.
 */
export async function* reportRows(lines: AsyncIterable<string>): AsyncGenerator<ReportRow> {
  let columns: Map<string, number> | null = null;
  for await (const line of lines) {
    const fields = line.replace(/\r$/, "").split("\t");
    if (columns === null) columns = headOf(fields);
    else if (fields.length === columns.size) {
      const row = toRow(columns, fields);
      if (row) yield row;
    }
  }
  if (columns === null) throw new PlatformError("Amazon's report is empty");
}

function headOf(fields: string[]): Map<string, number> {
  const names = fields.map((name) =>
    name
      .replace(/^\uFEFF/, "")
      .trim()
      .toLowerCase(),
  );
  const columns = new Map(names.map((name, place) => [name, place]));
  const missing = needed.filter((name) => !columns.has(name));
  if (missing.length === 0 && columns.size === names.length) return columns;
  throw new PlatformError(`Amazon's report has no column ${missing.join(", ") || "of its own for each name"}`);
}

function toRow(columns: Map<string, number>, fields: string[]): ReportRow | null {
  const at = (name: string) => fields[columns.get(name) ?? -1]?.trim() ?? "";
  const sku = fields[columns.get("seller-sku") ?? -1] ?? "";
  if (sku === "" || sku.length > skuLengthMax || sku.includes("\u0000")) return null;
  const isMerchants = at("fulfillment-channel") === ownChannel;
  return {
    sku,
    title: at("item-name") || sku,
    barcode: barcodeTypes.has(at("product-id-type")) ? at("product-id") || null : null,
    quantity: isMerchants && /^\d{1,9}$/.test(at("quantity")) ? Number(at("quantity")) : null,
    isMerchants,
  };
}
