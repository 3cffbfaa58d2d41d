import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(900);
});

afterEach(() => world.end());

async function beliefOfBol() {
  const { rows } = await world.database.pool.query<{ quantity: number; expected: number | null }>(
    "select quantity, expected from published_quantity where listing_id = $1",
    [world.bol.listing.id],
  );
  return rows[0];
}

/** Waits until the hub wants, and believes, and bol really shows so many. */
async function untilBolShows(units: number): Promise<void> {
  await until(`bol shows ${units} and the hub knows it`, async () => {
    const belief = await beliefOfBol();
    return belief?.quantity === units && belief.expected === units && (await world.bol.live()) === units;
  });
}

test("with more stock than bol takes, the hub knows what bol shows: 999 less the units in open orders", async () => {
  await world.work();
  await untilBolShows(900);
  await world.receive(1_100);
  await untilBolShows(999);
  await world.bol.sell(30);
  await world.bol.poll();
  await untilBolShows(969);
  // The trace of the push tells why it is not 999. A sale elsewhere changes nothing: there is more than enough.
  await world.shopify.sell(5);
  await world.shopify.poll();
  await until("the hub knows of Shopify's sale", async () => (await world.available()) === 1_965);
  await untilBolShows(969);
  const written = (await world.sandbox.control.requests({ platform: "bol", operation: "PATCH /retailer/offers" }))
    .flatMap(({ quantities }) => quantities)
    .map(({ quantity }) => quantity);
  expect(Math.max(...written)).toBeLessThanOrEqual(999);
});
