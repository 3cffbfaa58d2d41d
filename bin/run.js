import { modernNode } from "./node.js";
import { command, makeReady } from "./ready.js";
import { handOver } from "./run-child.js";

await command(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Error("usage: node bin/run.js FILE.ts [arguments]");
  await makeReady();
  await handOver([modernNode(), file, ...args]);
});
