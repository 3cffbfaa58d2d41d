import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The folder of this workspace: the home of `schema` and `migrations`. */
export const home = join(import.meta.dirname, "..");

const schemaFolder = join(home, "schema");

/** Where the migrations are; each is a folder with one `migration.sql`, in the order of their names. */
export const migrationsFolder = join(home, "migrations");

/** Every file of the Prisma schema, as the schema engine wants them. */
export async function readSchemaFiles(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: join(schemaFolder, name),
      content: await readFile(join(schemaFolder, name), "utf8"),
    })),
  );
}
