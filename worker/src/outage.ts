import { StateMoved } from "@stockpool/stock";
import pg from "pg";

/** SQLSTATE classes that are no message's fault: connection, undone by others, resources, operator, system. */
const outageClasses = new Set(["08", "40", "53", "57", "58"]);

/** The second is said of a connection that was lost between two statements. */
const lostConnection = /Connection terminated|is not queryable/;

/** Whether the database or others at work in it, and not what was asked of it, is the cause. */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof StateMoved) return true;
  if (error instanceof pg.DatabaseError) return outageClasses.has(error.code?.slice(0, 2) ?? "");
  // What pg says of a socket that broke, or of a pool that could not connect, has no SQLSTATE.
  return error instanceof Error && ("syscall" in error || lostConnection.test(error.message));
}
