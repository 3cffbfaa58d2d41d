import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { modernNode, root } from "./node.js";
import { run } from "./run-child.js";

const schema = join(root, "prisma", "schema");
const generated = join(root, "prisma", "generated");
const stamp = join(generated, "made-from");

/** Writes Prisma's client and Pothos' types into `prisma/generated`, unless they are up to date. Needs no network. */
export async function generate() {
  const source = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === source) return;
  await run([modernNode()], [join(root, "node_modules", "prisma", "build", "index.js"), "generate", "--no-hints"], {
    what: "prisma generate",
    quiet: true,
    cwd: join(root, "prisma"),
    // The engine is not used to generate, but without an answer the CLI would try to download it.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  });
  mkdirSync(generated, { recursive: true });
  writeFileSync(stamp, source);
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const name of readdirSync(schema).sort()) hash.update(name).update(readFileSync(join(schema, name)));
  for (const name of ["prisma", "@pothos/plugin-prisma"]) {
    hash.update(readFileSync(join(root, "node_modules", name, "package.json")));
  }
  return hash.digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await generate();
