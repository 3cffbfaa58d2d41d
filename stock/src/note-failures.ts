import pg from "pg";

/** What the statements of one transaction failed with. */
export interface Failures {
  /** The failure that undid the transaction; null while none did. */
  cause(): unknown;
  /** Stops noting; the connection is as it was before. */
  end(): void;
}

/**
 * Notes what the statements on this connection fail with from now on, in the order in which Postgres did them. Of statements that are
 * sent together a later one's trouble may be heard first, and says no more than that the transaction is undone.
 */
export function noteFailures(tx: pg.PoolClient): Failures {
  let cause: unknown = null;
  const send = tx.query;
  tx.query = sender((...args) => {
    const sent: unknown = Reflect.apply(send, tx, args);
    // Attached before anybody else can wait for it, so that nobody hears a later failure before this one is noted.
    if (sent instanceof Promise) {
      sent.catch((error: unknown) => {
        if (!isBehind(error)) cause = error;
      });
    }
    return sent;
  });
  return {
    cause: () => cause,
    end: () => {
      tx.query = send;
    },
  };
}

/** True of what Postgres says of a statement in a transaction that one before it has undone. */
export function isBehind(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "25P02";
}

/** The function hands on whatever it is given and returns what that returns, so it has every form that `query` has. */
function sender(send: (...args: unknown[]) => unknown): pg.PoolClient["query"] {
  return send as pg.PoolClient["query"];
}
