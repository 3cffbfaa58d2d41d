import type pg from "pg";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { lockState } from "./lock-state.ts";
import { newId } from "./new-id.ts";
import type { Outcome } from "./outcome.ts";
import type { Db } from "./query.ts";
import { transact } from "./transact.ts";
import { write } from "./write.ts";

/**
 * Applies a batch of commands; the only writer of stock.
 *
 * Locks every product touched, in one order for all callers, until the transaction of `tx` ends. A refused command changes
 * nothing and stops no other. Safe to retry: a known key, a known version of an order returns its first outcome. Throws
 * `StateMoved` when the transaction has to begin again, which `transact` does.
 */
export async function apply(tx: Db, commands: Command[], at: Date): Promise<Outcome[]> {
  if (commands.length === 0) return [];
  const state = await lockState(tx, commands, at);
  const decision = decide(state, commands, at, newId);
  await write(tx, decision);
  return decision.outcomes;
}

/** `apply` in a transaction of its own, begun again a few times when others came between. */
export async function applyBatch(pool: pg.Pool, commands: Command[], at: Date): Promise<Outcome[]> {
  return transact(pool, (tx) => apply(tx, commands, at));
}
