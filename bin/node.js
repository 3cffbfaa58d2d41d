import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const packaged = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** A Node that runs TypeScript as it is: the one from the npm package `node`, else this one when it is new enough. */
export function modernNode() {
  if (existsSync(packaged)) return packaged;
  if (stripsTypes(process.versions.node)) return process.execPath;
  throw new Error(
    `Node 22.18 or newer is needed; this is ${process.versions.node}, and npm did not bring another (package "node")`,
  );
}

/**
 * The environment in which `node` means the modern one, also for what is started by what we start.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function modernEnvironment() {
  const programs = [join(root, "node_modules", "node", "bin"), join(root, "node_modules", ".bin")];
  return {
    ...process.env,
    PATH: [...programs, process.env.PATH ?? ""].join(delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

/** @param {string} version */
function stripsTypes(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}
