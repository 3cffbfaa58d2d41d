import type { Command } from "../command.ts";
import { type Db, rowsOf } from "../query.ts";
import type { KnownOperation } from "../state.ts";

/** The operations that already carry a key of the batch, by key. */
export async function loadOperations(db: Db, commands: Command[]): Promise<Map<string, KnownOperation>> {
  const keys = commands.flatMap((command) => ("key" in command ? [command.key] : []));
  if (keys.length === 0) return new Map();
  const rows = await rowsOf<KnownOperation & { key: string }>(
    db,
    "stock-operations",
    "select id, key, fingerprint, outcome from operation where key = any($1::text[])",
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}
