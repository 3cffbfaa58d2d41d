import type pg from "pg";
import { keyLengthMax } from "../act.ts";
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
    const before = await startedBefore(tx, sale);
    if (before) return before;
    const { key, actor, name } = sale;
    const edits = await editsOf(tx, sale);
    const change = { key: changeKey(key), actor, reason: `flash sale ${name}`, edits, confirmZeroing: true };
    const made =
      (await refuseProducts(tx, sale, edits)) ??
      (await changedBefore(tx, change)) ??
      (await refuseEdits(tx, edits)) ??
      (await makeChange(tx, change, null, at));
    if (made.kind === "refused") return made;
    return insertSale(tx, sale, made.changeId, at);
  });
}

/** The change of rules that starts a sale is named after it. */
function changeKey(key: string): string {
  return `flash-sale/${key}`;
}

function refuseSale({ key, name, endsAt, productIds, caps }: NewFlashSale, at: Date): Refused | null {
  if (key.length === 0 || changeKey(key).length > keyLengthMax) {
    const most = keyLengthMax - changeKey("").length;
    return refused("key_not_valid", `key must have 1–${most} characters, got ${key.length}`);
  }
  if (name.length === 0 || name.length > nameLengthMax) {
    return refused("title_not_valid", `name must have 1–${nameLengthMax} characters, got ${name.length}`);
  }
  if (endsAt <= at) return refused("rule_not_valid", `the sale must end in the future, got ${endsAt.toISOString()}`);
  if (productIds.length === 0) return refused("product_not_found", "a sale needs 1 or more products, got 0");
  const wrong = caps.find(({ cap }) => !isQuantity(cap, 0));
  if (wrong) return refused("rule_not_valid", `cap must be 0–${quantityMax} whole units, got ${wrong.cap}`);
  const twice = caps.find(({ channelId }, index) => caps.findIndex((one) => one.channelId === channelId) < index);
  return twice ? refused("rule_not_valid", `channel ${twice.channelId} is given two caps`) : null;
}

/** Why the sale cannot have these products: what does not exist, is listed nowhere, or is on sale already. */
async function refuseProducts(tx: Db, { productIds, caps }: NewFlashSale, edits: RuleEdit[]): Promise<Refused | null> {
  const [found] = await rowsOf<{
    missing: string | null;
    sku: string | null;
    sale: string | null;
    endsAt: Date | null;
  }>(tx, "flash-sale-products", refuseProductsSql, [productIds]);
  if (found?.missing) return refused("product_not_found", `there is no product ${found.missing}`);
  if (edits.length === 0) return refused("listing_not_found", "none of the products is listed anywhere");
  const idle = caps.find(({ channelId }) => !edits.some((edit) => edit.channelId === channelId));
  if (idle) return refused("listing_not_found", `channel ${idle.channelId} has a cap, and lists none of the products`);
  if (!found?.sale) return null;
  // Of two that overlap the first to end would take away what the other needs, and the second would bring it back for ever.
  const until = found.endsAt?.toISOString();
  return refused("product_on_flash_sale", `product ${found.sku} is on the flash sale "${found.sale}" until ${until}`);
}

const refuseProductsSql = `
  select (select id::text from unnest($1::uuid[]) as id
      where not exists (select from product p where p.id = id.id) limit 1) as missing,
    running.sku, running.name as sale, running.ends_at as "endsAt"
  from (values (1)) as always
  left join lateral (
    select p.sku, f.name, f.ends_at from flash_sale f join flash_sale_product s on s.flash_sale_id = f.id
      join product p on p.id = s.product_id
    where f.ended_at is null and s.product_id = any($1::uuid[])
    order by f.starts_at, p.sku limit 1
  ) as running on true`;

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

/** The sale that this key started before; null when it is new. */
async function startedBefore(tx: Db, sale: NewFlashSale): Promise<FlashSaleStarted | Refused | null> {
  const [known] = await rowsOf<StartedSale>(tx, "flash-sale-by-key", byKeySql, [changeKey(sale.key)]);
  if (!known) return null;
  if (isSame(known, sale)) return { kind: "flash_sale_started", flashSaleId: known.id };
  return refused("key_already_used", `key "${sale.key}" was used before for another flash sale`);
}

interface StartedSale {
  id: string;
  name: string;
  endsAt: Date;
  productIds: string[];
  caps: { channelId: string; cap: number | null }[];
}

function isSame(known: StartedSale, { name, endsAt, productIds, caps }: NewFlashSale): boolean {
  const products = new Set(productIds);
  const hasProducts = known.productIds.length === products.size && known.productIds.every((id) => products.has(id));
  const hasCap = ({ channelId, cap }: NewFlashSale["caps"][number]) =>
    known.caps.some((one) => one.channelId === channelId && one.cap === cap);
  return known.name === name && known.endsAt.getTime() === endsAt.getTime() && hasProducts && caps.every(hasCap);
}

const byKeySql = `
  select f.id, f.name, f.ends_at as "endsAt",
    array(select product_id::text from flash_sale_product where flash_sale_id = f.id) as "productIds",
    (select coalesce(json_agg(json_build_object('channelId', r.channel_id, 'cap', (r.after ->> 'cap')::int)), '[]')
      from rule_change_row r where r.change_id = f.change_id) as caps
  from rule_change c join flash_sale f on f.change_id = c.id where c.key = $1`;
