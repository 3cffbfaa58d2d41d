import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";

let database: FreshDatabase;
let product: { id: string };
let operationId: string;
beforeAll(async () => {
  database = await freshDatabase();
  product = await makeProduct(database.pool);
  ({ operationId } = await makeLevel(database.pool, product, await makeLocation(database.pool), 5));
});
afterAll(() => database.drop());

/** What the database says to a statement of wrong code: the rule that it would break, or the trigger's words. */
async function refusalOf(sql: string, values: unknown[] = []): Promise<string> {
  try {
    await database.pool.query(sql, values);
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.constraint ?? error.message;
    throw error;
  }
  return "nothing";
}

describe("the database itself refuses", () => {
  it("no quantity of a level below zero, and no unit available that is not there", async () => {
    const set = (sets: string) => refusalOf(`update stock_level set ${sets} where product_id = $1`, [product.id]);
    expect(await set("unavailable = 3, reserved = 3")).toBe("stock_level_available_not_negative");
    expect(await set("on_hand = 2, reserved = 3")).toBe("stock_level_available_not_negative");
    expect(await set("on_hand = -1")).toMatch(/^stock_level_(on_hand|available)_not_negative$/);
    expect(await set("reserved = -1")).toBe("stock_level_reserved_not_negative");
    expect(await set("unavailable = -1")).toBe("stock_level_unavailable_not_negative");
    expect(await set("incoming = -1")).toBe("stock_level_incoming_not_negative");
    expect(await set("unavailable = 2, reserved = 3")).toBe("nothing");
  });

  it("a movement or an operation that is changed or deleted", async () => {
    for (const table of ["movement", "operation"]) {
      const words = `${table} is a ledger: rows are never changed or deleted`;
      const column = table === "operation" ? "id" : "operation_id";
      expect(await refusalOf(`delete from ${table} where ${column} = $1`, [operationId])).toMatch(ledger(words));
      expect(await refusalOf(`update ${table} set at = now() where ${column} = $1`, [operationId])).toMatch(
        ledger(words),
      );
    }
  });

  it("a key, or an order of a channel, a second time", async () => {
    const { id: channelId } = await makeChannel(database.pool);
    const operate = `insert into operation (id, key, fingerprint, outcome, verb, actor, reason, at)
      values ($1, 'twice', '', '{}', 'receive', 'test', '', now())`;
    const order = `insert into "order" (id, channel_id, platform_order_id, name, fulfilled_by, placed_at, platform_updated_at, imported_at)
      values ($1, $2, 'twice', '#1', 'merchant', now(), now(), now())`;
    expect(await refusalOf(operate, [randomUUID()])).toBe("nothing");
    expect(await refusalOf(operate, [randomUUID()])).toBe("operation_key_unique");
    expect(await refusalOf(order, [randomUUID(), channelId])).toBe("nothing");
    expect(await refusalOf(order, [randomUUID(), channelId])).toBe("order_exists_once");
  });

  it("stock of a bundle", async () => {
    const bundle = await makeProduct(database.pool);
    const location = await makeLocation(database.pool);
    await database.pool.query(
      `with made as (insert into recipe (id, product_id, version) values ($1, $2, 1) returning id)
       update product set current_recipe_id = made.id from made where product.id = $2`,
      [randomUUID(), bundle.id],
    );
    const level = "insert into stock_level (product_id, location_id, on_hand, updated_at) values ($1, $2, 1, now())";
    expect(await refusalOf(level, [bundle.id, location.id])).toBe("stock_level_not_of_bundle");
  });
});

/** A table that is kept by the month speaks by the name of that month's part. */
function ledger(words: string): RegExp {
  return new RegExp(words.replace(" is", "\\w* is"));
}
