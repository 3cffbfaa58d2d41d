import { sqlFromLive } from "@stockpool/prisma/migrate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";
import { constraintsNamedByDefault, foreignKeysWithoutIndex, indexesNamedByDefault } from "./catalog.ts";

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});

afterEach(() => database.drop());

test("the Prisma schema and the migrations agree; else run: npm run migration -- what_changes", async () => {
  expect(await sqlFromLive(database.pool)).toBe("");
});

test("a database that differs from the schema is noticed", async () => {
  await database.pool.query("alter table location drop column priority");
  expect(await sqlFromLive(database.pool)).toContain('ADD COLUMN     "priority"');
});

/** Its index of products and times does: nobody deletes a level, and each sale would write a page of one more. */
const wellEnough = "movement.movement_level_exists";

test("every foreign key has an index that starts with its columns", async () => {
  expect(await foreignKeysWithoutIndex(database.pool)).toEqual([wellEnough]);
  await database.pool.query("drop index barcode_by_product");
  expect(await foreignKeysWithoutIndex(database.pool)).toEqual(["barcode.barcode_product_exists", wellEnough]);
});

test("every constraint is named for its rule", async () => {
  expect(await constraintsNamedByDefault(database.pool)).toEqual([]);
  await database.pool.query("alter table location add check (length(name) > 0)");
  expect(await constraintsNamedByDefault(database.pool)).toEqual(["location.location_name_check"]);
});

test("every index is named for its rule", async () => {
  expect(await indexesNamedByDefault(database.pool)).toEqual([]);
  await database.pool.query("create index on location (name)");
  expect(await indexesNamedByDefault(database.pool)).toEqual(["location_name_idx"]);
});
