import { execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Place } from "./place.ts";

const execute = promisify(execFile);

/** Seconds that Postgres gets to start, which includes recovery after a crash, and to stop. */
const patienceSeconds = 60;

/** Starts the server of a place and waits until it takes connections; throws with the end of its log when it does not. */
export async function startServer({ folder, data, programs, account }: Place, flags: string[]): Promise<void> {
  const log = join(folder, "postgres.log");
  const options = ["-D", data, "-l", log, "-w", "-t", `${patienceSeconds}`, "-o", flags.join(" "), "start"];
  await new Promise<void>((resolve, reject) => {
    // The server keeps what it inherits: with a pipe we would wait for its end.
    const control = spawn(programs.pgCtl, options, { ...account, cwd: "/", stdio: "ignore" });
    control.once("error", reject);
    control.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`Postgres did not start, see ${log}`))));
  });
}

/** Stops the server of a place: open transactions are rolled back, everything committed is on disk. */
export async function stopServer({ data, programs, account }: Place): Promise<void> {
  await execute(programs.pgCtl, stopOptions(data), { ...account, cwd: "/" });
}

/**
 * Stops the server as soon as this process is gone, however it ended, and deletes a cluster that nobody wants to keep: a
 * small shell waits for the end of a pipe that only we hold open. Returns what calls it off.
 */
export function stopServerAfterUs({ folder, data, programs, account }: Place, isKept: boolean): () => void {
  const script = isKept ? 'cat > /dev/null; "$@"' : `cat > /dev/null; "$@"; rm -rf "$0"/*`;
  const watcher = spawn("sh", ["-c", script, folder, programs.pgCtl, ...stopOptions(data)], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  // A pipe keeps this process alive unless it is told not to.
  if (watcher.stdin && "unref" in watcher.stdin && typeof watcher.stdin.unref === "function") watcher.stdin.unref();
  return () => watcher.kill("SIGKILL");
}

/** Whether a server that an earlier run left behind still works on this folder. */
export async function isServerRunning({ data }: Place): Promise<boolean> {
  const pid = await serverPid(data);
  return pid !== null && (await commandOf(pid)).includes(data);
}

async function serverPid(data: string): Promise<number | null> {
  const file = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(file, 10);
  return pid > 0 ? pid : null;
}

// After a hard kill another process may have the pid by now: only its command tells whether it is our server.
async function commandOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() =>
    execute("ps", ["-o", "command=", "-p", `${pid}`]).then(
      ({ stdout }) => stdout,
      () => "",
    ),
  );
}

function stopOptions(data: string): string[] {
  return ["-D", data, "-m", "fast", "-w", "-t", `${patienceSeconds}`, "stop"];
}
