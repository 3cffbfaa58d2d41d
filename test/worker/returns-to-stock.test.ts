import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { until } from "./make/until.ts";
import { makeWorld, untilInStep, type World } from "./make/world.ts";

let world: World;

beforeEach(async () => {
  world = await makeWorld(10);
});

afterEach(() => world.end());

const told = () => ({ key: randomUUID(), actor: "test", reason: "test" });

async function soldLine() {
  return until("the sale is known", async () => {
    const { rows } = await world.database.pool.query<{ orderId: string; lineId: string }>(
      `select order_id as "orderId", id as "lineId" from order_line`,
    );
    return rows[0];
  });
}

test("sell 1, then restock 1: every shop is corrected to what there is again", async () => {
  await world.work();
  await untilInStep(world, 10);
  await world.bol.sell(1);
  await world.bol.poll();
  await untilInStep(world, 9);
  const { orderId, lineId } = await soldLine();
  const lines = [{ orderLineId: lineId, quantity: 1 }];
  await world.command({ verb: "ship", ...told(), orderId, lines });
  await world.command({ verb: "restock", ...told(), orderId, locationId: world.location.id, into: "sellable", lines });
  await until("the quantity is 10 again at Shopify", async () => (await world.shopify.live()) === 10);
  expect(await world.available()).toBe(10);
});

test("setting a quantity to what it is makes no movement and no push", async () => {
  await world.work();
  await untilInStep(world, 10);
  const before = await footprints();
  const where = { productId: world.product.id, locationId: world.location.id };
  await world.command({ verb: "adjust", ...told(), ...where, change: { kind: "to", onHand: 10 } });
  await world.command({
    ...{ verb: "count", ...told(), locationId: world.location.id },
    lines: [{ productId: world.product.id, counted: 10, onHandSeen: 10 }],
  });
  expect(await footprints()).toEqual(before);
  // A sale after it shows that pushes are still made, and that none but its own were.
  await world.bol.sell(1);
  await world.bol.poll();
  await untilInStep(world, 9);
  const { rows } = await world.database.pool.query("select count(*)::int as pushes from push where quantity = 10");
  expect(rows[0].pushes).toBe(before.pushesOf10);
});

/** What a change would leave behind: movements, pushes, and quantities that wait for one. */
async function footprints() {
  const { rows } = await world.database.pool.query(
    `select (select count(*)::int from movement) as movements, (select count(*)::int from push) as pushes,
       (select count(*)::int from push where quantity = 10) as "pushesOf10",
       (select array_agg(version order by listing_id) from published_quantity) as versions,
       (select count(*)::int from published_quantity where pending_since is not null) as waiting`,
  );
  return rows[0];
}
