import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { rooms } from "./rooms.ts";

/** The folder of the checkout. */
export const root = join(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the folder of the checkout, with forward slashes. */
  path: string;
  text: string;
}

/** Every file of code that people wrote. */
export function readSource(): SourceFile[] {
  const files = Object.keys(rooms).flatMap((room) => walk(join(root, room)));
  return files.map((path) => ({ path: relative(root, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}

/** What a file imports, as it is written there: static, dynamic, type-only and re-exports. */
export function importsOf(file: SourceFile): string[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map((imported) => imported.fileName);
}

const notOurs = new Set(["node_modules", "generated", ".next", ".turbo", ".stockpool"]);

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return /(?<!\.d)\.(ts|tsx|js|mjs)$/.test(entry.name) && entry.name !== "next-env.d.ts" ? [path] : [];
  });
}
