import type pg from "pg";
import { home, readSchemaFiles } from "./folder.ts";
import { openSchemaEngine } from "./schema-engine.ts";

/** The SQL that would make the live database of `pool` what the Prisma schema says; empty when both agree. */
export async function sqlFromLive(pool: pg.Pool): Promise<string> {
  const files = await readSchemaFiles();
  const engine = await openSchemaEngine(pool);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: home },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout?.includes("This is an empty migration") ? "" : (stdout ?? "");
  } finally {
    engine.free();
  }
}
