import { readFile } from "node:fs/promises";
import type { TrialHub } from "../trial/trial-hub.ts";

/** What the processes of one machine worked, in seconds; null where the system does not tell. */
export interface Spent {
  /** Of processors, in the sandbox. */
  sandbox: number | null;
  /** Of processors, in the worker. */
  worker: number | null;
  /** Statements under way in the database, those of several connections added up. */
  database: number;
}

/** What was spent until now. */
export async function readSpent(hub: TrialHub): Promise<Spent> {
  const { rows } = await hub.pool.query<{ seconds: number }>(
    "select active_time / 1000 as seconds from pg_stat_database where datname = current_database()",
  );
  const { sandbox, worker } = hub.pids();
  return {
    sandbox: await processorSeconds(sandbox),
    worker: await processorSeconds(worker),
    database: rows[0]?.seconds ?? 0,
  };
}

/** What was spent between two moments. */
export function spentBetween(before: Spent, after: Spent): Spent {
  const less = (one: number | null, other: number | null) => (one === null || other === null ? null : one - other);
  return {
    sandbox: less(after.sandbox, before.sandbox),
    worker: less(after.worker, before.worker),
    database: after.database - before.database,
  };
}

/** Linux counts in hundredths of a second; the name of a process, in brackets, may hold anything. */
async function processorSeconds(pid: number | undefined): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return text === "" ? null : (user + system) / 100;
}
