import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import { type Db, rowsOf } from "../query.ts";
import { changedBefore, lockRuleChanges, makeChange } from "../rule/change-rules.ts";
import type { RuleEdit } from "../rule/edit.ts";
import { refuseEdits } from "../rule/refuse-edits.ts";
import { transact } from "../transact.ts";

/** A sale of some products, each listing with units of its own, until a moment. */
export interface NewFlashSale {
  key: string;
  actor: string;
  name: string;
  productIds: string[];
  endsAt: Date;
  /** The most that a listing of a channel shows; without one there is no limit beside its part. */
  caps: { channelId: string; cap: number }[];
}

export interface FlashSaleStarted {
  kind: "flash_sale_started";
  flashSaleId: string;
}

const nameLengthMax = 200;

/**
 * Starts a flash sale: every listing of the products is guaranteed, and capped, until the sale ends. The rules change in one act,
 * with the sale in one transaction. The same key starts it once.
 */
export async function startFlashSale(pool: pg.Pool, sale: NewFlashSale, at: Date): Promise<FlashSaleStarted | Refused> {
  const refusal = refuseSale(sale, at);
  if (refusal) return refusal;
  return transact(pool, async (tx) => {
    await lockRuleChanges(tx);
    const { key, actor, name } = sale;
    const edits = await editsOf(tx, sale);
    if (edits.length === 0) return refused("listing_not_found", "none of the products is listed anywhere");
    const change = { key: `flash-sale/${key}`, actor, reason: `flash sale ${name}`, edits, confirmZeroing: true };
    const before = await changedBefore(tx, change);
    if (before?.kind === "refused") return before;
    if (before) return startedBefore(tx, before.changeId);
    const made = (await refuseEdits(tx, edits)) ?? (await makeChange(tx, change, null, at));
    if (made.kind === "refused") return made;
    return insertSale(tx, sale, made.changeId, at);
  });
}

function refuseSale({ name, endsAt, productIds, caps }: NewFlashSale, at: Date): Refused | null {
  if (name.length === 0 || name.length > nameLengthMax) {
    return refused("title_not_valid", `name must have 1–${nameLengthMax} characters, got ${name.length}`);
  }
  if (endsAt <= at) return refused("rule_not_valid", `the sale must end in the future, got ${endsAt.toISOString()}`);
  if (productIds.length === 0) return refused("product_not_found", "a sale needs 1 or more products, got 0");
  const wrong = caps.find(({ cap }) => !isQuantity(cap, 0));
  return wrong ? refused("rule_not_valid", `cap must be 0–${quantityMax} whole units, got ${wrong.cap}`) : null;
}

/** A rule for each listing's place, so that no more specific one stands against the guarantee. */
async function editsOf(tx: Db, { productIds, caps }: NewFlashSale): Promise<RuleEdit[]> {
  const places = await rowsOf<{ channelId: string; productId: string }>(
    tx,
    "flash-sale-places",
    `select distinct l.channel_id as "channelId", l.product_id as "productId"
     from listing l join channel c on c.id = l.channel_id
     where l.product_id = any($1::uuid[]) and l.status = 'linked' and c.removed_at is null
     order by 1, 2`,
    [productIds],
  );
  const capOf = new Map(caps.map(({ channelId, cap }) => [channelId, cap]));
  return places.map(({ channelId, productId }) => {
    const cap = capOf.get(channelId);
    return { channelId, productId, set: { shareKind: "guaranteed" as const, ...(cap !== undefined && { cap }) } };
  });
}

async function insertSale(
  tx: Db,
  { name, actor, endsAt, productIds }: NewFlashSale,
  changeId: string,
  at: Date,
): Promise<FlashSaleStarted> {
  const flashSaleId = newId();
  await tx.query(
    `with sale as (
       insert into flash_sale (id, name, starts_at, ends_at, started_by, change_id) values ($1, $2, $3, $4, $5, $6)
     )
     insert into flash_sale_product (flash_sale_id, product_id) select distinct $1::uuid, unnest($7::uuid[])`,
    [flashSaleId, name, at, endsAt, actor, changeId, productIds],
  );
  await tx.query(
    `select graphile_worker.add_job('end_flash_sales', '{}'::json, queue_name := 'flash_sales', run_at := $1,
       job_key := 'end_flash_sale:' || $2)`,
    [endsAt, flashSaleId],
  );
  return { kind: "flash_sale_started", flashSaleId };
}

async function startedBefore(tx: Db, changeId: string): Promise<FlashSaleStarted> {
  const [sale] = await rowsOf<{ id: string }>(
    tx,
    "flash-sale-by-change",
    "select id from flash_sale where change_id = $1",
    [changeId],
  );
  if (!sale) throw new Error(`change ${changeId} has no flash sale`);
  return { kind: "flash_sale_started", flashSaleId: sale.id };
}
