import type pg from "pg";
import { apply } from "../apply.ts";
import type { Ship } from "../command.ts";
import type { Outcome } from "../outcome.ts";
import { transact } from "../transact.ts";
import { queueTelling } from "./queue-jobs.ts";

/** Ships, and queues that the platform is told, in one transaction. `platforms` are those that can be told. Safe to repeat. */
export async function shipAndTell(
  pool: pg.Pool,
  command: Ship,
  platforms: readonly string[],
  at: Date,
): Promise<Outcome> {
  return transact(pool, async (tx) => {
    const [outcome] = await apply(tx, [command], at);
    if (!outcome) throw new Error("the writer gave no outcome for ship");
    if (outcome.kind === "applied") await queueTelling(tx, platforms, command.orderId);
    return outcome;
  });
}
