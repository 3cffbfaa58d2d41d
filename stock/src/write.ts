import { createHash } from "node:crypto";
import type { Decision } from "./decide.ts";
import { type Db, rowsOf } from "./query.ts";
import { announcement } from "./write/announcement.ts";
import { ledgerParts } from "./write/ledger.ts";
import { orderParts } from "./write/orders.ts";
import { join } from "./write/part.ts";
import { promiseParts } from "./write/promises.ts";
import { publicationParts } from "./write/publications.ts";

/** Writes a decision in one statement, push jobs and the announcement included. Nothing to write sends nothing. */
export async function write(db: Db, { draft, publications, productIds }: Decision): Promise<void> {
  const parts = [
    ...orderParts(draft),
    ...ledgerParts(draft),
    ...promiseParts(draft),
    ...publicationParts(publications, draft.at),
  ].filter((part) => part !== null);
  if (parts.length === 0) return;
  const hasJobs = parts.some((part) => part.name === "push_jobs");
  const { text, values } = join(parts, announcement(draft, productIds, hasJobs));
  await rowsOf(db, nameOf(text), text, values);
}

const names = new Map<string, string>();

/** One name per text; Postgres keeps only 63 characters of a name. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `stock-write-${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  names.set(text, name);
  return name;
}
