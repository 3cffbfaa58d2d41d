import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./node.js";
import { run } from "./run-child.js";

const installed = join(root, "node_modules", ".package-lock.json");
const wanted = join(root, "package-lock.json");

/** Installs the packages of the lock file when `node_modules` is missing or older than it. */
export async function install() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log("Installing packages (npm ci); the first time this takes a minute or two …");
  // Development packages hold Node 24 and Prisma's generator: needed whatever NODE_ENV says.
  await run([...npm(), "ci", "--include=dev", "--no-audit", "--no-fund"], { what: "npm ci" });
}

function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, script] : ["npm"];
}
