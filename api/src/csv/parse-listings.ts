import { CsvError, parse } from "csv-parse/sync";
import { columns } from "./export-listings.ts";

/** One line of a file of listings, as a person may have changed it. */
export interface FileRow {
  line: number;
  channel: string;
  platformId: string;
  status: string;
  productSku: string;
  packSize: string;
}

export const rowsMax = 25_000;
const lineLengthMax = 20_000;

/** Reads a file of listings. A message says what is wrong with the file as a whole. */
export function parseListings(text: string): { kind: "rows"; rows: FileRow[] } | { kind: "wrong"; message: string } {
  try {
    const records: unknown[] = parse(text, {
      ...{ bom: true, info: true, trim: true, skip_empty_lines: true, relax_column_count: false },
      ...{ columns: headOf, delimiter: delimiterOf(text), max_record_size: lineLengthMax, to: rowsMax + 1 },
    });
    if (records.length > rowsMax) return wrong(`the file may have ${rowsMax} rows at most, this one has more`);
    if (records.length === 0) return wrong("the file has no rows below its heading");
    return { kind: "rows", rows: records.map(rowOf) };
  } catch (error) {
    if (error instanceof CsvError || error instanceof HeadError) return wrong(error.message);
    throw error;
  }
}

function wrong(message: string) {
  return { kind: "wrong", message } as const;
}

/** Dutch spreadsheets part cells by semicolons. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r|\n|$/));
  return head.split(";").length > head.split(",").length ? ";" : ",";
}

class HeadError extends Error {}

const needed = ["channel", "platform_id", "status", "product_sku"];

function headOf(head: string[]): string[] {
  const names = head.map((name) => name.toLowerCase());
  const missing = needed.filter((name) => !names.includes(name));
  const expected = `the first line must name the columns ${needed.join(", ")}`;
  if (missing.length > 0) throw new HeadError(`${expected}; missing: ${missing.join(", ")}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new HeadError(`column ${twice.slice(0, 50)} is there twice`);
  const known: readonly string[] = columns;
  return names.map((name, at) => (known.includes(name) ? name : `unknown ${at}`));
}

function rowOf(parsed: unknown): FileRow {
  const { record, info } = asParsed(parsed);
  const cell = (name: string) => withoutEscape(record[name] ?? "");
  return {
    line: info.lines,
    channel: cell("channel"),
    platformId: cell("platform_id"),
    status: cell("status").toLowerCase(),
    productSku: cell("product_sku"),
    packSize: cell("pack_size"),
  };
}

/** csv-parse gives this form with `info` and `columns`; its types do not say so. */
function asParsed(parsed: unknown): { record: Record<string, string>; info: { lines: number } } {
  return parsed as { record: Record<string, string>; info: { lines: number } };
}

/** The export puts an apostrophe before what a spreadsheet would take for a formula. */
function withoutEscape(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, "");
}
