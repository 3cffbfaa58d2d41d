/** One data-modifying piece of the writing statement. Its parameters are numbered from 1; joining shifts them. */
export interface Part {
  /** Names the piece inside the statement; pieces of the same name always have the same text. */
  name: string;
  sql: string;
  values: unknown[];
}

/** Columns to write: name → Postgres type and how to read it off a row, or the one value that all rows share. */
export type Columns<Row> = Record<string, [type: string, read: (row: Row) => unknown] | SameForAll>;

interface SameForAll {
  type: string;
  value: unknown;
}

/** Inserts all rows at once; null when there are none. */
export function insertInto<Row>(table: string, name: string, columns: Columns<Row>, rows: Row[]): Part | null {
  if (rows.length === 0) return null;
  const { text, values } = rowsFrom(columns, rows);
  return { name, sql: `insert into ${table} (${Object.keys(columns)}) ${text}`, values };
}

/** Rows as `select … from unnest($1::uuid[], …)`, its columns in the order of `columns`. */
export function rowsFrom<Row>(columns: Columns<Row>, rows: Row[]): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const selected: string[] = [];
  const arrays: string[] = [];
  for (const column of Object.values(columns)) {
    const isSame = !Array.isArray(column);
    values.push(isSame ? column.value : arrayOf(column, rows));
    if (!isSame) arrays.push(`$${values.length}::${column[0]}[]`);
    selected.push(isSame ? `$${values.length}::${column.type}` : `c${arrays.length}`);
  }
  const names = arrays.map((_, index) => `c${index + 1}`);
  return { text: `select ${selected} from unnest(${arrays}) as u(${names})`, values };
}

/** Types whose values hold no character that an array literal would have to quote. */
const plainTypes = new Set([
  "uuid",
  "int",
  "bool",
  "timestamptz",
  "reservation_end",
  "shortage_end",
  "fulfilled_by",
  "guarantee_lapse",
  "expectation_source",
  "expectation_end",
]);

/** A column as an array literal. Written here because quoting each value with care is most of the client's work otherwise. */
function arrayOf<Row>([type, read]: [string, (row: Row) => unknown], rows: Row[]): unknown {
  const textOf = plainTypes.has(type) ? plainText : quotedText;
  let text = "";
  for (const row of rows) text += text === "" ? textOf(read(row)) : `,${textOf(read(row))}`;
  return `{${text}}`;
}

function plainText(value: unknown): string {
  if (value === null) return "NULL";
  return value instanceof Date ? value.toISOString() : String(value);
}

function quotedText(value: unknown): string {
  if (value === null) return "NULL";
  const text = String(value);
  return /["\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, "\\$&")}"` : `"${text}"`;
}

/** Joins pieces into one statement that ends in `select`. The same pieces in the same order give the same text. */
export function join(parts: Part[], last: Part): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const shifted = (part: Part) => {
    const offset = values.length;
    values.push(...part.values);
    return part.sql.replaceAll(/\$(\d+)/g, (_, number) => `$${Number(number) + offset}`);
  };
  const pieces = parts.map((part) => `${part.name} as (${shifted(part)})`);
  const end = shifted(last);
  return { text: pieces.length > 0 ? `with ${pieces.join(",\n")}\n${end}` : end, values };
}
