import pg from "pg";
import { commitSoonSql } from "./commit-soon.ts";
import { type Failures, isBehind, noteFailures } from "./note-failures.ts";
import { StateMoved } from "./state-moved.ts";

const triesMax = 8;

/** Runs `work` in one transaction: all of it or nothing. Repeats it when it failed only because of others. */
export async function transact<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  return transactAs("begin", pool, work);
}

/** `transact` that does not wait for the disk: see `commitSoonSql`. */
export async function transactSoon<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  return transactAs(`begin; select ${commitSoonSql}`, pool, work);
}

async function transactAs<T>(begin: string, pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transactOnce(begin, pool, work);
    } catch (error) {
      if (!isPassing(error) || tries === triesMax) throw error;
    }
  }
}

/** Serialization failure and deadlock: Postgres undid a transaction only because of others. */
const undoneForOthers = new Set(["40001", "40P01"]);

/** Rows that two transactions may find missing at once: the one that comes second will find the first one's. */
const racedConstraints = new Set([
  "cancellation_key_unique",
  "operation_key_unique",
  "order_exists_once",
  "published_quantity_pkey",
  "stock_level_pkey",
]);

function isPassing(error: unknown): boolean {
  if (error instanceof StateMoved) return true;
  if (!(error instanceof pg.DatabaseError)) return false;
  const uniqueViolation = "23505";
  if (error.code === uniqueViolation) return racedConstraints.has(error.constraint ?? "");
  return undoneForOthers.has(error.code ?? "");
}

async function transactOnce<T>(begin: string, pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  const failures = noteFailures(tx);
  let broken: Error | undefined;
  try {
    // Sent together with the first statement of `work`: only a connection that is lost could fail to begin, and loses that too.
    const [, result] = await Promise.all([tx.query(begin), work(tx)]);
    await commit(tx, failures);
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away with its transaction.
    await tx.query("rollback").catch((trouble: Error) => {
      broken = trouble;
    });
    throw isBehind(error) ? (failures.cause() ?? error) : error;
  } finally {
    failures.end();
    tx.release(broken);
  }
}

/** Postgres answers the commit of a transaction that one of its statements has undone with a rollback, and with no error. */
async function commit(tx: pg.PoolClient, failures: Failures): Promise<void> {
  const { command } = await tx.query("commit");
  if (command === "ROLLBACK") throw failures.cause() ?? new Error("the transaction was undone, nobody knows by what");
}
