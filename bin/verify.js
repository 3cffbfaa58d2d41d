import { join } from "node:path";
import { generateDocuments } from "./generate.js";
import { modernNode, root } from "./node.js";
import { command, makeReady } from "./ready.js";
import { run } from "./run-child.js";

// npm run verify: everything that can be known without a database, in seconds.
const node = modernNode;
const installed = (/** @type {string} */ path) => join(root, "node_modules", path);

const checks = {
  "format and lint": () => [node(), installed("@biomejs/biome/bin/biome"), "check", "."],
  types: () => [node(), installed("turbo/bin/turbo"), "run", "types", "--continue", "--output-logs=errors-only"],
  architecture: () => [
    node(),
    installed("vitest/vitest.mjs"),
    "run",
    "--config",
    "test/vitest.config.ts",
    "--project",
    "architecture",
  ],
  "dead code": () => [node(), installed("knip/bin/knip.js")],
  "api/schema.graphql": () => [node(), "api/src/print-schema.ts", "--check"],
};

await command(async () => {
  await makeReady();
  await generateDocuments();
  const results = await Promise.all(Object.entries(checks).map(([name, make]) => check(name, make())));
  const failed = results.filter((isGood) => !isGood).length;
  console.log(`${results.length - failed} checks passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

/**
 * @param {string} name
 * @param {string[]} commandLine
 */
async function check(name, commandLine) {
  const begin = performance.now();
  try {
    await run(commandLine, { what: name, quiet: true, env: { TURBO_NO_UPDATE_NOTIFIER: "1" } });
    console.log(`✓ ${name} (${seconds(begin)} s)`);
    return true;
  } catch (error) {
    console.log(`✗ ${error instanceof Error ? error.message : error} (${seconds(begin)} s)`);
    return false;
  }
}

function seconds(/** @type {number} */ since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}
