import { modernNode } from "./node.js";
import { command, makeReady } from "./ready.js";
import { run } from "./run-child.js";

await command(async () => {
  await makeReady();
  await run([modernNode(), "bin/start.ts", ...process.argv.slice(2)], { what: "npm start" });
});
