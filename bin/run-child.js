import { spawn } from "node:child_process";
import { modernEnvironment, root } from "./node.js";

/**
 * @typedef {object} RunOptions
 * @property {string} what Names the work in the error when it fails.
 * @property {boolean} [quiet] Show the output only when it fails.
 * @property {string} [cwd]
 * @property {Record<string, string>} [env]
 * @property {AbortSignal} [signal] Ends the command early.
 */

/**
 * Runs a command in the checkout and waits for its end; throws when it fails. Signals are passed on, so that the child
 * ends by itself and cleanly.
 *
 * @param {string[]} command
 * @param {RunOptions} options
 */
export async function run([program = "", ...args], { what, quiet = false, cwd = root, env = {}, signal }) {
  /** @type {Buffer[]} */
  const output = [];
  const options = { cwd, env: { ...modernEnvironment(), ...env }, signal };
  const outputTo = quiet ? "pipe" : "inherit";
  const child = spawn(program, args, { ...options, stdio: ["ignore", outputTo, outputTo] });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(chunk));
  const code = await ended(child);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new Error(`${what} failed (exit code ${code})`);
}

/**
 * Lets a command take over: its output is ours, and so is its exit code.
 *
 * @param {string[]} command
 */
export async function handOver([program = "", ...args]) {
  const code = await ended(spawn(program, args, { cwd: root, stdio: "inherit", env: modernEnvironment() }));
  process.exitCode = typeof code === "number" ? code : 1;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number | string>}
 */
function ended(child) {
  const stopPassing = passSignals(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? `signal ${signal}`));
  }).finally(stopPassing);
}

/** @param {import("node:child_process").ChildProcess} child */
function passSignals(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}
