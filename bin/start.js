import { modernNode } from "./node.js";
import { command, makeReady } from "./ready.js";
import { handOver } from "./run-child.js";

await command(async () => {
  await makeReady();
  await handOver([modernNode(), "bin/start.ts", ...process.argv.slice(2)]);
});
