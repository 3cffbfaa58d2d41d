import { randomUUID } from "node:crypto";
import type { Command, Outcome } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, makeWorld, orderOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld(16);
});
afterAll(() => world.drop());

/** An order of 3 units of something that no product is known for; no product's lock guards it. */
async function orderUnlinked() {
  const id = randomUUID();
  const outcome = await act(
    world,
    orderOf(world.shopify, [{ platformId: "nobody knows", ordered: 3 }], { id, updatedAt: new Date(1) }),
  );
  const orderId = outcome.kind === "refused" ? "" : (outcome.orderId ?? "");
  const { rows } = await world.pool.query<{ id: string }>("select id from order_line where order_id = $1", [orderId]);
  return { id, orderId, lineId: rows[0]?.id ?? "" };
}

function kinds(outcomes: Outcome[]): string[] {
  return outcomes.map((one) => (one.kind === "refused" ? one.refusal.code : one.kind)).sort();
}

describe("an order of unlinked lines only", () => {
  it("shipped eight times at once, one unit each, ships no more than it has", async () => {
    const { orderId, lineId } = await orderUnlinked();
    const parcels = Array.from({ length: 8 }, (): Command => {
      const parcel = { verb: "ship", key: randomUUID(), actor: "test", reason: "packed", orderId } as const;
      return { ...parcel, lines: [{ orderLineId: lineId, quantity: 1 }] };
    });
    const outcomes = await Promise.all(parcels.map((parcel) => act(world, parcel)));
    expect(kinds(outcomes)).toEqual([...Array(3).fill("applied"), ...Array(5).fill("more_than_open")]);
    const { rows } = await world.pool.query("select shipped from order_line where id = $1", [lineId]);
    expect(rows).toEqual([{ shipped: 3 }]);
  });

  it("told in eight versions at once ends as the newest", async () => {
    for (let round = 0; round < 10; round++) {
      const { id, orderId } = await orderUnlinked();
      const versions = Array.from({ length: 8 }, (_, index) =>
        orderOf(world.shopify, [{ platformId: "nobody knows", ordered: 3 + index }], {
          id,
          updatedAt: new Date(2 + index),
        }),
      );
      await Promise.all(versions.map((version) => act(world, version)));
      const { rows } = await world.pool.query(
        `select l.ordered, o.platform_updated_at as at from order_line l join "order" o on o.id = l.order_id where o.id = $1`,
        [orderId],
      );
      expect(rows).toEqual([{ ordered: 10, at: new Date(9) }]);
    }
  });
});
