import { createHash } from "node:crypto";
import type { Decision } from "./decide.ts";
import { type Db, rowsOf } from "./query.ts";
import { StateMoved } from "./state-moved.ts";
import { announcement, stockTopic } from "./write/announcement.ts";
import { queueElsewhere } from "./write/elsewhere-jobs.ts";
import { queueExpiries } from "./write/expiry-jobs.ts";
import { exposureParts } from "./write/exposures.ts";
import { keptParts } from "./write/kept.ts";
import { checkedLevels, ledgerParts, levelsToCheck } from "./write/ledger.ts";
import { orderParts } from "./write/orders.ts";
import { join, type Part } from "./write/part.ts";
import { promiseParts } from "./write/promises.ts";
import { publicationParts, publishedParts } from "./write/publications.ts";
import { queuePushes } from "./write/push-jobs.ts";
import { queueSoldOut } from "./write/sold-out-jobs.ts";

/** Writes a decision in one statement, announcement included, and queues the pushes. A batch that touched nothing sends nothing. */
export async function write(db: Db, { draft, publications, productIds, elsewhere }: Decision): Promise<void> {
  const published = publicationParts(publications, draft.at);
  const others = [
    ...orderParts(draft),
    ...ledgerParts(draft),
    ...promiseParts(draft),
    ...exposureParts(draft),
    ...keptParts(draft),
  ].filter((part) => part !== null);
  const parts = [...published, ...others];
  if (parts.length === 0) return;
  const announced = announcement(draft, productIds);
  const { text, values } = join(parts, ending(published.length > 0, others, announced, draft.at));
  const [row] = await rowsOf<Written>(db, nameOf(text), text, values);
  const unwritten = levelsToCheck(draft).length - (row?.checked ?? 0);
  if (unwritten > 0) throw new StateMoved(`${unwritten} levels were exposed otherwise meanwhile`);
  await queueExpiries(db, draft);
  await queueSoldOut(db, draft, row?.soldOut ?? []);
  await queueElsewhere(db, elsewhere);
  await queuePushes(db, row?.waiting ?? []);
}

interface Written {
  /** The channels that wait for a push. */
  waiting: string[];
  /** The listings that showed something before and show nothing now. */
  soldOut: string[];
  /** Levels that are as they were read. */
  checked: number;
}

/** Announces, and gives what is to be queued. Where only publications are written, those that stay as they are tell nobody. */
function ending(isPublished: boolean, others: Part[], announced: string, at: Date): Part {
  const waiting = publishedParts.map((name) => `select channel_id from ${name} where pending_since is not null`);
  const channels = isPublished
    ? `array(select distinct channel_id from (${waiting.join(" union all ")}) as w)`
    : "array[]::uuid[]";
  const soldOut = isPublished
    ? "array(select listing_id from republished where quantity = 0 and changed_at = $2)"
    : "array[]::uuid[]";
  const isChecked = others.some((part) => part.name === checkedLevels);
  const checked = isChecked ? `(select count(*)::int from ${checkedLevels})` : "0";
  const changed = publishedParts.map((name) => `exists (select from ${name})`).join(" or ");
  const notify = `pg_notify('${stockTopic}', $1)`;
  const notifyIfChanged = others.length > 0 ? notify : `case when ${changed} then ${notify} end`;
  const sql = `select ${channels} as waiting, ${soldOut} as "soldOut", ${checked} as checked, ${notifyIfChanged}`;
  return { name: "ending", sql, values: [announced, ...(isPublished ? [at] : [])] };
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
