import type pg from "pg";
import { type Refused, refused } from "../outcome.ts";
import { rowsOf } from "../query.ts";
import { undoRuleChange } from "../rule/undo-rule-change.ts";
import { reportOf } from "./report.ts";

export interface FlashSaleEnded {
  kind: "flash_sale_ended";
  flashSaleId: string;
}

interface OpenSale {
  changeId: string;
  endedAt: Date | null;
}

/**
 * Ends a flash sale: the rules are what they were before, and what was sold is kept as its report. Rules that somebody changed
 * meanwhile stay as they are now. Safe to repeat, after a crash at any line too.
 */
export async function endFlashSale(
  pool: pg.Pool,
  { flashSaleId, actor }: { flashSaleId: string; actor: string },
  at: Date,
): Promise<FlashSaleEnded | Refused> {
  const [sale] = await rowsOf<OpenSale>(
    pool,
    "flash-sale-open",
    `select change_id as "changeId", ended_at as "endedAt" from flash_sale where id = $1`,
    [flashSaleId],
  );
  if (!sale) return refused("flash_sale_not_found", `there is no flash sale ${flashSaleId}`);
  if (sale.endedAt) return { kind: "flash_sale_ended", flashSaleId };
  const undo = { key: `flash-sale-end/${flashSaleId}`, actor, changeId: sale.changeId, confirmZeroing: true };
  const undone = await undoRuleChange(pool, undo, at);
  const rulesKept = undone.kind === "refused" ? undone.refusal.message : null;
  const report = { ...(await reportOf(pool, flashSaleId, at)), rulesKept };
  await pool.query(
    "update flash_sale set ended_at = $2, ended_by = $3, report = $4 where id = $1 and ended_at is null",
    [flashSaleId, at, actor, JSON.stringify(report)],
  );
  return { kind: "flash_sale_ended", flashSaleId };
}

/** Ends every flash sale whose time has come; returns how many. */
export async function endDueFlashSales(pool: pg.Pool, at: Date): Promise<number> {
  const due = await rowsOf<{ id: string }>(
    pool,
    "flash-sales-due",
    "select id from flash_sale where ended_at is null and ends_at <= $1 order by ends_at, id limit 100",
    [at],
  );
  for (const { id } of due) await endFlashSale(pool, { flashSaleId: id, actor: "clock" }, at);
  await reportAnew(pool, at);
  return due.length;
}

/** For so long after its end orders of a sale may still come in: platforms list them late, and polls may fail. */
const lateMsMax = 60 * 60_000;

/** Counts the orders that were placed during a sale and came in after its end. */
async function reportAnew(pool: pg.Pool, at: Date): Promise<void> {
  const ended = await rowsOf<{ id: string; endedAt: Date }>(
    pool,
    "flash-sales-ended",
    `select id, ended_at as "endedAt" from flash_sale where ended_at > $1 and ended_at < $2 order by id limit 100`,
    [new Date(at.getTime() - lateMsMax), at],
  );
  for (const { id, endedAt } of ended) {
    const report = JSON.stringify(await reportOf(pool, id, endedAt));
    await pool.query(
      "update flash_sale set report = report || $2::jsonb where id = $1 and report <> report || $2::jsonb",
      [...[id, report]],
    );
  }
}
