import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The folder of the checkout. */
export const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");

const packaged = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");

/** A Node that runs TypeScript as it is: the one from the npm package `node`, else this one when it is new enough. */
export function modernNode() {
  if (existsSync(packaged)) return packaged;
  if (stripsTypes(process.versions.node)) return process.execPath;
  throw new Error(
    `Node 22.18 or newer is needed, this is ${process.versions.node}, and the npm package "node" is not installed`,
  );
}

/** The environment in which `node` means the modern one, also for what is started by what we start. */
export function modernEnvironment() {
  return {
    ...process.env,
    PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

function stripsTypes(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}
