import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateDocuments } from "../generate.js";
import { modernNode, root } from "../node.js";
import { run } from "../run-child.js";

const web = join(root, "web");
const stamp = join(web, ".next", "built-from");
const notSource = new Set(["node_modules", ".next", ".turbo"]);

/** Whether the panel has to be built: there is no build, or its sources have changed since. */
export async function isWebStale(): Promise<boolean> {
  await generateDocuments();
  const built = await readFile(stamp, "utf8").catch(() => null);
  return built !== (await fingerprint());
}

/** Builds the panel into `web/.next`. Fetches nothing. */
export async function buildWeb(env: Record<string, string>, signal: AbortSignal): Promise<void> {
  const source = await fingerprint();
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  await run([modernNode(), next, "build"], {
    what: "building the panel",
    quiet: true,
    cwd: web,
    env: { ...env, NODE_ENV: "production" },
    signal,
  });
  await writeFile(stamp, source);
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  const files = [join(root, "package-lock.json"), ...(await sources(web))];
  for (const file of files) hash.update(file.slice(root.length)).update(await readFile(file));
  return hash.digest("hex");
}

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries
    .filter((entry) => !notSource.has(entry.name) && entry.name !== "next-env.d.ts")
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sources(path) : [path];
    });
  return (await Promise.all(found)).flat();
}
