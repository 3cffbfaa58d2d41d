import pg from "pg";
import { vi } from "vitest";

/** Every statement that this process sends to Postgres while `work` runs, Prisma's included. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.map(([statement]) => textOf(statement));
  } finally {
    query.mockRestore();
  }
}

function textOf(statement: unknown): string {
  if (typeof statement === "string") return statement;
  if (typeof statement === "object" && statement !== null && "text" in statement) return String(statement.text);
  throw new Error(`a statement without text: ${JSON.stringify(statement)}`);
}
