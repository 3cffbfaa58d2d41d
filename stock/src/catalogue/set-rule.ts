import type pg from "pg";
import { newId } from "../new-id.ts";
import { type Refused, refused } from "../outcome.ts";
import { ruleFields } from "../publish/inherit.ts";
import { isQuantity, quantityMax } from "../quantity.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Rule } from "../state.ts";
import { transact } from "../transact.ts";
import { queueRepublish, type RuleScope } from "./queue-jobs.ts";

/** The fields of one rule to set; null clears a field, so that it inherits; what is left out stays. */
export type RuleFields = Partial<Omit<Rule, "id" | "channelId" | "productId">>;

type RuleField = keyof RuleFields;

/** A year: what comes later is a plan, not stock. */
const incomingDaysMax = 365;

const columns: Record<RuleField, [column: string, type: string]> = {
  safetyStockUnits: ["safety_stock_units", "int"],
  safetyStockPercent: ["safety_stock_percent", "numeric"],
  shareKind: ["share_kind", "share_kind"],
  sharePercent: ["share_percent", "numeric"],
  shareUnits: ["share_units", "int"],
  stopSellingAt: ["stop_selling_at", "int"],
  alwaysShowAtLeast: ["always_show_at_least", "int"],
  cap: ["cap", "int"],
  incomingDays: ["incoming_days", "int"],
  guardBelow: ["guard_below", "int"],
  percentBy: ["percent_by", "percent_by"],
  velocityLeast: ["velocity_least", "numeric"],
  velocityMost: ["velocity_most", "numeric"],
  isVelocityFrozen: ["is_velocity_frozen", "boolean"],
};

/**
 * Sets fields of the rule for the hub, a channel, a product, or a product on a channel, and queues what publishes the products
 * concerned anew.
 */
export async function setRule(
  pool: pg.Pool,
  scope: RuleScope,
  fields: RuleFields,
  at: Date,
): Promise<{ kind: "rule_set"; ruleId: string } | Refused> {
  const refusal = refuseFields(fields);
  if (refusal) return refusal;
  return transact(pool, async (tx) => {
    const missing = await refuseScope(tx, scope);
    if (missing) return missing;
    const ruleId = await upsert(tx, scope, fields, at);
    await queueRepublish(tx, scope);
    return { kind: "rule_set", ruleId };
  });
}

function refuseFields(fields: RuleFields): Refused | null {
  const given = givenFields(fields);
  if (given.length === 0) {
    return refused("rule_not_valid", `a rule must set one of ${Object.keys(columns).join(", ")}, got none`);
  }
  for (const name of given) {
    const problem = refuseValue(name, fields[name] ?? null);
    if (problem) return refused("rule_not_valid", problem);
  }
  return null;
}

function refuseValue(name: RuleField, value: Rule[RuleField]): string | null {
  if (value === null) return null;
  switch (name) {
    case "shareKind":
      if (value !== "guaranteed") return null;
      return "shareKind must be shared, percentage or fixed: guaranteed shares cannot be given yet";
    case "percentBy":
    case "isVelocityFrozen":
      return null;
    case "incomingDays":
      return isQuantity(Number(value), 0) && Number(value) <= incomingDaysMax
        ? null
        : `incomingDays must be 0–${incomingDaysMax} whole days, got ${value}`;
    case "guardBelow":
      return "guardBelow cannot be set yet: guaranteed shares cannot be given yet";
    case "velocityLeast":
    case "velocityMost":
    case "safetyStockPercent":
    case "sharePercent":
      return isPercent(Number(value)) ? null : `${name} must be 0–100 with two decimals at most, got ${value}`;
    case "safetyStockUnits":
    case "shareUnits":
    case "stopSellingAt":
    case "alwaysShowAtLeast":
    case "cap":
      return isQuantity(Number(value), 0) ? null : `${name} must be 0–${quantityMax} whole units, got ${value}`;
  }
}

function isPercent(value: number): boolean {
  return value >= 0 && value <= 100 && Number(value.toFixed(2)) === value;
}

async function refuseScope(db: Db, { channelId, productId }: RuleScope): Promise<Refused | null> {
  const [known] = await rowsOf<{ channel: boolean; product: boolean }>(
    db,
    "catalogue-rule-scope",
    `select exists (select from channel where id = $1 and removed_at is null) as channel,
       exists (select from product where id = $2) as product`,
    [channelId, productId],
  );
  if (channelId && !known?.channel) return refused("channel_not_found", `there is no channel ${channelId}`);
  if (productId && !known?.product) return refused("product_not_found", `there is no product ${productId}`);
  return null;
}

async function upsert(db: Db, { channelId, productId }: RuleScope, fields: RuleFields, at: Date): Promise<string> {
  const given = givenFields(fields).map((name) => ({ value: fields[name] ?? null, sql: columns[name] }));
  const names = given.map(({ sql: [column] }) => column);
  const values = given.map(({ sql: [, type] }, index) => `$${index + 5}::${type}`);
  const { rows } = await db.query<{ id: string }>(
    `insert into rule (id, channel_id, product_id, updated_at, ${names.join(", ")})
     values ($1, $2, $3, $4, ${values.join(", ")})
     on conflict (channel_id, product_id) do update
     set updated_at = excluded.updated_at, ${names.map((name) => `${name} = excluded.${name}`).join(", ")}
     returning id`,
    [newId(), channelId, productId, at, ...given.map(({ value }) => value)],
  );
  const [row] = rows;
  if (!row) throw new Error("a rule was not written");
  return row.id;
}

function givenFields(fields: RuleFields): RuleField[] {
  return ruleFields.filter((name) => fields[name] !== undefined);
}
