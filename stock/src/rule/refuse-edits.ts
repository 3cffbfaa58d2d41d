import { type Refused, refused } from "../outcome.ts";
import { type Db, rowsOf } from "../query.ts";
import { type RuleEdit, scopeKey } from "./edit.ts";
import { refuseFields } from "./fields.ts";

/** Rules that one act may change. */
export const editsMax = 1_000;

/** Why these edits cannot be made; null when they can. Each message names the edit. */
export async function refuseEdits(db: Db, edits: RuleEdit[]): Promise<Refused | null> {
  if (edits.length === 0 || edits.length > editsMax) {
    return refused("rule_not_valid", `a change must name 1–${editsMax} rules, got ${edits.length}`);
  }
  const seen = new Set<string>();
  for (const edit of edits) {
    if (seen.has(scopeKey(edit))) return refused("rule_not_valid", `the rule for ${scopeKey(edit)} is named twice`);
    seen.add(scopeKey(edit));
    const refusal = edit.set && refuseFields(edit.set);
    if (refusal) return refusal;
  }
  return refuseScopes(db, edits);
}

async function refuseScopes(db: Db, edits: RuleEdit[]): Promise<Refused | null> {
  const channelIds = [...new Set(edits.flatMap(({ channelId }) => channelId ?? []))];
  const productIds = [...new Set(edits.flatMap(({ productId }) => productId ?? []))];
  const [missing] = await rowsOf<{ channel: string | null; product: string | null }>(db, "rule-scopes", scopesSql, [
    channelIds,
    productIds,
  ]);
  if (missing?.channel) return refused("channel_not_found", `there is no channel ${missing.channel}`);
  if (missing?.product) return refused("product_not_found", `there is no product ${missing.product}`);
  return null;
}

const scopesSql = `
  select (select id::text from unnest($1::uuid[]) as id
      where not exists (select from channel c where c.id = id.id and c.removed_at is null) limit 1) as channel,
    (select id::text from unnest($2::uuid[]) as id
      where not exists (select from product p where p.id = id.id) limit 1) as product`;
