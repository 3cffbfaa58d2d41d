import { generateClient } from "./generate.js";
import { install } from "./install.js";

/** Makes a fresh checkout ready to run TypeScript: packages installed, Prisma's client generated. Quick when nothing changed. */
export async function makeReady() {
  await install();
  await generateClient();
}

/**
 * Runs the work of a command of ours; a failure becomes one line and a failing exit code instead of a stack trace.
 *
 * @param {() => Promise<void>} work
 */
export async function command(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
