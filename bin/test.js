import { modernNode } from "./node.js";
import { command, makeReady } from "./ready.js";
import { handOver } from "./run-child.js";

await command(async () => {
  await makeReady();
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", "test/vitest.config.ts"];
  await handOver([modernNode(), ...vitest, ...process.argv.slice(2)]);
});
