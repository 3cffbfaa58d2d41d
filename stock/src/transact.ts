import pg from "pg";

const triesMax = 5;

/** What Postgres says when it undid a transaction only because of others: serialization failure and deadlock. */
const worthRepeating = new Set(["40001", "40P01"]);

/** Runs `work` in one transaction: all of it or nothing. Repeats it when Postgres undid it only because of others. */
export async function transact<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transactOnce(pool, work);
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (code === undefined || !worthRepeating.has(code) || tries === triesMax) throw error;
    }
  }
}

async function transactOnce<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  try {
    await tx.query("begin");
    const result = await work(tx);
    await tx.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away with its transaction.
    await tx.query("rollback").catch((trouble: Error) => {
      broken = trouble;
    });
    throw error;
  } finally {
    tx.release(broken);
  }
}
