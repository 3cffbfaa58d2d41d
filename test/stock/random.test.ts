import { audit } from "@stockpool/stock";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";
import { randomSeed } from "../make/random-seed.ts";
import { compare } from "./random/compare.ts";
import { play } from "./random/play.ts";
import { type Scenario, scenario } from "./random/scenario.ts";
import { openShop } from "./random/shop.ts";

const numRuns = Number(process.env.RANDOM_RUNS ?? 100);

/** RANDOM_RUNS looks further. A failure prints its seed and path; RANDOM_SEED and RANDOM_PATH play the same again. */
const again = { seed: randomSeed, path: process.env.RANDOM_PATH ?? "" };

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** Plays in a shop of its own. What a failure leaves behind must not fail the next one, so that gets another database. */
async function holds(one: Scenario): Promise<void> {
  try {
    const shop = await openShop(db.pool, one.strategy);
    const model = await play(db.pool, shop, one);
    await compare(db.pool, shop, model);
    expect(await audit(db.pool)).toEqual([]);
  } catch (error) {
    await db.drop();
    db = await freshDatabase();
    throw error;
  }
}

const limits = { interruptAfterTimeLimit: 240_000, markInterruptAsFailure: true };

it("whatever happens, in whatever batches, the database counts as a simple model does, and the audit is clean", async () => {
  await fc.assert(fc.asyncProperty(scenario, holds), { numRuns, ...limits, ...again });
}, 300_000);
