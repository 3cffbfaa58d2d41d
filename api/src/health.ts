import type pg from "pg";
import { refuse } from "./http/answers.ts";

/** The process is up. */
export function health(): Response {
  return Response.json({ status: "up" });
}

const timeoutMs = 2_000;

const statement = `
  select count(*) filter (where finished_at is not null)::int as finished,
    count(*) filter (where finished_at is null and rolled_back_at is null)::int as unfinished
  from _prisma_migrations`;

/** The database answers, it was migrated, and no migration is halfway: the process may be sent work. */
export async function ready(pool: pg.Pool): Promise<Response> {
  const problem = await Promise.race([findProblem(pool), problemAfter(timeoutMs)]);
  return problem === null ? Response.json({ status: "ready" }) : refuse(503, "NOT_READY", problem);
}

async function findProblem(pool: pg.Pool): Promise<string | null> {
  try {
    const { rows } = await pool.query<{ finished: number; unfinished: number }>(statement);
    if (!rows[0]?.finished) return "the database was not migrated";
    return rows[0].unfinished > 0 ? "a migration of the database is not finished" : null;
  } catch {
    return "the database does not answer, or was not migrated";
  }
}

async function problemAfter(ms: number): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref());
  return `the database did not answer within ${ms} ms`;
}
