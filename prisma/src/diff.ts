import type pg from "pg";
import { home, readSchemaFiles } from "./folder.ts";
import { openSchemaEngine, type SchemaEngine } from "./schema-engine.ts";

type Ends = Pick<Parameters<SchemaEngine["diff"]>[0], "from" | "to">;

/** The SQL that makes the Prisma schema in an empty database. The database of `pool` is not touched. */
export async function sqlFromNothing(pool: pg.Pool): Promise<string> {
  return diff(pool, { from: { tag: "empty" }, to: { tag: "schemaDatamodel", files: await readSchemaFiles() } });
}

/** The SQL that would make the live database of `pool` what the Prisma schema says; empty when both agree. */
export async function sqlFromLive(pool: pg.Pool): Promise<string> {
  const files = await readSchemaFiles();
  return diff(pool, {
    from: { tag: "schemaDatasource", files, configDir: home },
    to: { tag: "schemaDatamodel", files },
  });
}

async function diff(pool: pg.Pool, ends: Ends): Promise<string> {
  const engine = await openSchemaEngine(pool);
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const { stdout } = await engine.diff({ ...ends, script: true, exitCode: null, filters });
    return stdout?.includes("This is an empty migration") ? "" : (stdout ?? "");
  } finally {
    engine.free();
  }
}
