import { join } from "node:path";
import { generateDocuments } from "./generate.js";
import { modernNode, root } from "./node.js";
import { command, makeReady } from "./ready.js";
import { run } from "./run-child.js";

// What Node runs is checked as one program: room by room it would read most files again for each. The panel is another.
const programs = ["--filter=//", "--filter=@stockpool/web"];

// npm run verify: everything that can be known without a database, in seconds.
await command(async () => {
  await makeReady();
  const generated = await check("the panel's types are generated", generateDocuments);
  const others = await Promise.all([
    checkByRunning("format and lint", ["@biomejs/biome/bin/biome", "check", "."]),
    checkByRunning("types", [
      "turbo/bin/turbo",
      "run",
      "types",
      ...programs,
      "--continue",
      "--output-logs=errors-only",
    ]),
    checkByRunning("architecture", [
      "vitest/vitest.mjs",
      "run",
      "--config",
      "test/vitest.config.ts",
      "--project",
      "architecture",
    ]),
    checkByRunning("no dead code", ["knip/bin/knip.js"]),
    checkByRunning("api/schema.graphql is up to date", ["../api/src/print-schema.ts", "--check"]),
  ]);
  const results = [generated, ...others];
  const failed = results.filter((isGood) => !isGood).length;
  console.log(`${results.length - failed} checks passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

/**
 * @param {string} name
 * @param {string[]} program A script below node_modules, and its arguments.
 */
function checkByRunning(name, [script = "", ...args]) {
  const commandLine = [modernNode(), join(root, "node_modules", script), ...args];
  return check(name, () => run(commandLine, { what: name, quiet: true, env: { TURBO_NO_UPDATE_NOTIFIER: "1" } }));
}

/**
 * @param {string} name
 * @param {() => Promise<void>} work
 */
async function check(name, work) {
  const begin = performance.now();
  const seconds = () => ((performance.now() - begin) / 1000).toFixed(1);
  try {
    await work();
    console.log(`✓ ${name} (${seconds()} s)`);
    return true;
  } catch (error) {
    console.log(`✗ ${name} (${seconds()} s): ${error instanceof Error ? error.message : error}`);
    return false;
  }
}
