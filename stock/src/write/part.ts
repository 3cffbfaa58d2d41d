/** One data-modifying piece of the writing statement. Its parameters are numbered from 1; joining shifts them. */
export interface Part {
  /** Names the piece inside the statement; pieces of the same name always have the same text. */
  name: string;
  sql: string;
  values: unknown[];
}

/** Columns to insert: name → Postgres type and how to read it off a row. */
export type Columns<Row> = Record<string, [type: string, read: (row: Row) => unknown]>;

/** Inserts all rows at once; null when there are none. */
export function insertInto<Row>(table: string, name: string, columns: Columns<Row>, rows: Row[]): Part | null {
  if (rows.length === 0) return null;
  const names = Object.keys(columns);
  const sql = `insert into ${table} (${names.join(", ")}) select * from ${unnest(columns)}`;
  return { name, sql, values: arraysOf(columns, rows) };
}

/** Rows as a table expression: `unnest($1::uuid[], …)`. Objects travel as text and become jsonb. */
export function unnest<Row>(columns: Columns<Row>): string {
  return `unnest(${Object.values(columns).map(([type], index) => `$${index + 1}::${type}[]`)})`;
}

/** One array per column. */
export function arraysOf<Row>(columns: Columns<Row>, rows: Row[]): unknown[][] {
  return Object.values(columns).map(([, read]) => rows.map((row) => read(row)));
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
