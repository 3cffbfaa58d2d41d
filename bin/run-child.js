import { spawn } from "node:child_process";
import { modernEnvironment, root } from "./node.js";

/**
 * Runs a command in the checkout and waits for its end; throws when it fails. `quiet` shows its output only then. Signals are
 * passed on, so that the child ends by itself and cleanly.
 */
export async function run([command, ...first], args, { what, quiet = false, cwd = root, env = {} }) {
  const output = [];
  const stdio = quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
  const child = spawn(command, [...first, ...args], { cwd, stdio, env: { ...modernEnvironment(), ...env } });
  const code = await ended(child, output);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new Error(`${what} failed (exit code ${code})`);
}

function ended(child, output) {
  child.stdout?.on("data", (chunk) => output.push(chunk));
  child.stderr?.on("data", (chunk) => output.push(chunk));
  const stopPassing = passSignals(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      stopPassing();
      resolve(code ?? `signal ${signal}`);
    });
  });
}

function passSignals(child) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const pass = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}
