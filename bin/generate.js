import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { modernNode, root } from "./node.js";
import { run } from "./run-child.js";

// What is made from other files is not committed but made where it is missing or out of date. None of it needs the network.

/** Makes Prisma's client and Pothos' types from the Prisma schema. */
export async function generateClient() {
  const folder = join(root, "prisma");
  const sources = [...filesIn(join(folder, "schema")), ...manifests("prisma", "@pothos/plugin-prisma")];
  await unlessUpToDate(sources, join(folder, "generated"), () =>
    run([modernNode(), join(root, "node_modules/prisma/build/index.js"), "generate", "--no-hints"], {
      what: "prisma generate",
      quiet: true,
      cwd: folder,
      // The engine is not used to generate, but without an answer the CLI would try to download it.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    }),
  );
}

/** Makes the panel's types from the API's contract and the panel's own queries. */
export async function generateDocuments() {
  const contract = join(root, "api/schema.graphql");
  const folder = join(root, "web/src/graphql/generated");
  const sources = [contract, join(root, "web/codegen.ts"), ...filesIn(join(root, "web/src"))];
  if (!existsSync(contract)) return;
  await unlessUpToDate([...sources, ...manifests("@graphql-codegen/client-preset")], folder, () =>
    run([modernNode(), join(root, "node_modules/@graphql-codegen/cli/esm/bin.js"), "--config", "codegen.ts"], {
      what: "generating the panel's types",
      quiet: true,
      cwd: join(root, "web"),
    }),
  );
}

/**
 * @param {string[]} sources
 * @param {string} target
 * @param {() => Promise<void>} work
 */
async function unlessUpToDate(sources, target, work) {
  const stamp = join(target, "made-from");
  const hash = createHash("sha256");
  for (const source of sources) hash.update(source.slice(root.length)).update(readFileSync(source));
  const source = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === source) return;
  await work();
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, source);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name !== "generated");
  return entries
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

/** @param {string[]} names */
function manifests(...names) {
  return names.map((name) => join(root, "node_modules", name, "package.json"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await generateClient();
  await generateDocuments();
}
