import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Random } from "../../../bin/simulate/random.ts";
import { type FreshDatabase, freshDatabase } from "../../make/database.ts";
import { happen, happenings, Scene } from "./happenings.ts";
import { inDatabase, inMemory } from "./rows.ts";
import { openShop, twinOf } from "./shop.ts";

let db: FreshDatabase;
beforeEach(async () => {
  db = await freshDatabase(4);
});
afterEach(() => db.drop());

const steps = 120;
const runs = Number(process.env.RANDOM_RUNS ?? 4);
const firstSeed = Number(process.env.RANDOM_SEED ?? 1);
const seeds = Array.from({ length: runs }, (_, index) => firstSeed + index);

/**
 * Both sides. The database leaves to a queued job what it has not locked, a shortage of a bundle's other part for one; in memory all is
 * at hand and done at once. So where they differ, both first do what is queued.
 */
async function lookAt(scene: Scene) {
  const look = async () => {
    return { here: inMemory(scene.hub), there: await inDatabase(db.pool, [...scene.hub.listings.keys()]) };
  };
  const found = await look();
  if (isDeepStrictEqual(found.here, found.there)) return found;
  for (let jobs = 0; jobs < jobsMax && (await scene.twins.publishQueued(scene.at)); jobs++);
  return look();
}

const jobsMax = 20;

test.each(seeds)(
  "seed %i: the simulation believes of every listing what the database does, after every event",
  {
    timeout: 240_000,
  },
  async (seed) => {
    const random = new Random(seed);
    const shop = await openShop(db.pool, random);
    const scene = new Scene(db.pool, shop, await twinOf(db.pool, shop), random);
    await scene.begin();
    const told: string[] = [];
    for (let step = 0; step < steps; step++) {
      told.push(await happen(scene));
      const { here, there } = await lookAt(scene);
      expect(here, told.slice(-8).join("\n")).toEqual(there);
    }
    // A run in which hardly anything happened would prove nothing.
    expect(new Set(told.map((one) => one.split(" ")[0])).size).toBeGreaterThan(happenings - 3);
  },
);
