import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lexicographicSortSchema, printSchema } from "graphql";
import { schema } from "./schema/index.ts";

const file = join(import.meta.dirname, "../schema.graphql");

/** The command that brings the committed schema up to date. */
const command = "npx node api/src/print-schema.ts";

/** The API as text: the contract of every client, committed as `api/schema.graphql`. */
export function schemaText(): string {
  const printed = printSchema(lexicographicSortSchema(schema));
  // Descriptions on lines of their own, as Biome formats them: one file, one form.
  const formatted = printed.replace(/^( *)"""(.+)"""$/gm, '$1"""\n$1$2\n$1"""');
  return `# Made by \`${command}\`: do not edit.\n${formatted}\n`;
}

/** Writes the committed schema; with `--check` only says whether it is up to date. */
async function main(): Promise<void> {
  const text = schemaText();
  if (!process.argv.includes("--check")) return writeFile(file, text);
  if ((await readFile(file, "utf8")) === text) return;
  console.error(`api/schema.graphql is not what the code says; run: ${command}`);
  process.exitCode = 1;
}

if (import.meta.main) await main();
