import type pg from "pg";

/** A connection that may or may not be inside a transaction. */
export type Db = Pick<pg.ClientBase, "query">;

/** Runs a statement that Postgres prepares once per connection, and returns its rows as the caller declares them. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  db: Db,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await db.query<Row>({ name, text, values });
  return rows;
}
