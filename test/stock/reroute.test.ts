import { randomUUID } from "node:crypto";
import type { Command } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { type LocationParts, makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { holdOf } from "./verbs/words.ts";
import { act, makeWorld, orderOf, publishedOf, shortOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

/** An order of so many units, reserved at `here`; `there` could send them too unless it is told otherwise. */
async function makeSold(units: number, there: { onHand?: number } & LocationParts = {}) {
  const { onHand = 10, ...parts } = there;
  const [from, to] = [
    await makeLocation(world.pool, { code: `here-${randomUUID().slice(0, 8)}`, priority: 1 }),
    await makeLocation(world.pool, { priority: 2, ...parts }),
  ];
  const channel = await makeChannel(world.pool, { locations: [from, to] });
  const product = await makeProduct(world.pool);
  await makeLevel(world.pool, product, from, 10);
  if (onHand > 0) await makeLevel(world.pool, product, to, onHand);
  const listing = await makeListing(world.pool, { channel, product });
  const outcome = await act(world, orderOf(channel, [{ platformId: listing.platformId, ordered: units }]));
  if (outcome.kind !== "applied" || !outcome.orderId) throw new Error("the order was not imported");
  const [reservation] = await openOf(outcome.orderId);
  return { from, to, channel, product, listing, orderId: outcome.orderId, reservationId: reservation?.id ?? "" };
}

type Sold = Awaited<ReturnType<typeof makeSold>>;

async function openOf(orderId: string) {
  const { rows } = await world.pool.query(
    `select r.id, r.location_id, r.quantity, r.routing_reason from reservation r join order_line l on l.id = r.order_line_id
     where l.order_id = $1 and r.ended_at is null order by r.made_at, r.id`,
    [orderId],
  );
  return rows;
}

function moveOf({ orderId, reservationId, to }: Sold, quantity?: number, key: string = randomUUID()) {
  const told = { key, actor: "test", reason: "closer" };
  const what = { orderId, reservationId, toLocationId: to.id, ...(quantity !== undefined && { quantity }) };
  return { verb: "reroute", ...told, ...what } satisfies Command;
}

async function refusalOf(command: Command): Promise<string | undefined> {
  const outcome = await act(world, command);
  return outcome.kind === "refused" ? outcome.refusal.code : outcome.kind;
}

async function reservedAt(product: { id: string }, location: { id: string }): Promise<number> {
  const { rows } = await world.pool.query(
    "select reserved from stock_level where product_id = $1 and location_id = $2",
    [product.id, location.id],
  );
  return rows[0]?.reserved ?? 0;
}

describe("a reservation that is moved", () => {
  it("holds at the new place, is free at the old one, and says who moved it from where", async () => {
    const sold = await makeSold(4);
    expect(await refusalOf(moveOf(sold))).toBe("applied");
    expect([await reservedAt(sold.product, sold.from), await reservedAt(sold.product, sold.to)]).toEqual([0, 4]);
    expect(await openOf(sold.orderId)).toMatchObject([
      { location_id: sold.to.id, quantity: 4, routing_reason: `by_hand:whole:${sold.from.code}` },
    ]);
  });

  it("may be moved in part: the rest stays where it is", async () => {
    const sold = await makeSold(4);
    expect(await refusalOf(moveOf(sold, 1))).toBe("applied");
    expect([await reservedAt(sold.product, sold.from), await reservedAt(sold.product, sold.to)]).toEqual([3, 1]);
  });

  it("is moved once, however often the same key comes", async () => {
    const sold = await makeSold(4);
    const move = moveOf(sold, 2);
    expect([await refusalOf(move), await refusalOf(move)]).toEqual(["applied", "repeated"]);
    expect(await reservedAt(sold.product, sold.to)).toBe(2);
  });

  it("frees units that fill the shortage of an order which reaches only the old place, at once", async () => {
    const sold = await makeSold(10);
    const near = await makeChannel(world.pool, { locations: [sold.from] });
    const listing = await makeListing(world.pool, { channel: near, product: sold.product });
    await act(world, orderOf(near, [{ platformId: listing.platformId, ordered: 3 }]));
    expect(await shortOf(world, sold.product)).toBe(3);
    expect(await refusalOf(moveOf(sold, 5))).toBe("applied");
    expect(await shortOf(world, sold.product)).toBe(0);
    expect(await publishedOf(world, listing)).toBe(2);
  });
});

describe("units that are lost where they were reserved", () => {
  const countAt = (sold: Sold, onHand: number) => {
    const told = { key: randomUUID(), actor: "test", reason: "counted" };
    const where = { productId: sold.product.id, locationId: sold.from.id };
    return act(world, { verb: "adjust", ...told, ...where, change: { kind: "to", onHand } });
  };

  it("come from another place, and are short only where there is none", async () => {
    const sold = await makeSold(4, { onHand: 2 });
    await countAt(sold, 1);
    expect([await reservedAt(sold.product, sold.from), await reservedAt(sold.product, sold.to)]).toEqual([1, 2]);
    expect(await shortOf(world, sold.product)).toBe(1);
  });

  it("take nothing from who has them reserved elsewhere", async () => {
    const sold = await makeSold(4);
    const from = { kind: "location", locationId: sold.to.id } as const;
    await act(world, holdOf(world, sold.product, 10, { from }));
    await countAt(sold, 1);
    expect([await reservedAt(sold.product, sold.from), await reservedAt(sold.product, sold.to)]).toEqual([1, 10]);
    expect(await shortOf(world, sold.product)).toBe(3);
  });
});

describe("a move is refused", () => {
  it("when there are too few units free, when nothing goes there, and changes nothing", async () => {
    const cases: [string, Parameters<typeof makeSold>[1]][] = [
      ["not_enough_available", { onHand: 3 }],
      ["location_inactive", { isActive: false }],
      ["location_is_read_only", { kind: "channel_fulfilled" }],
      ["country_not_shipped_to", { shipsTo: ["DE"] }],
    ];
    for (const [code, there] of cases) {
      const sold = await makeSold(4, there);
      expect(await refusalOf(moveOf(sold))).toBe(code);
      expect(await reservedAt(sold.product, sold.from)).toBe(4);
    }
  });

  it("when the product may not leave from there", async () => {
    const sold = await makeSold(1);
    await world.pool.query("insert into shipping_restriction (id, product_id, location_id) values ($1, $2, $3)", [
      randomUUID(),
      sold.product.id,
      sold.to.id,
    ]);
    await act(world, { verb: "republish", productIds: [sold.product.id] });
    expect(await refusalOf(moveOf(sold))).toBe("product_restricted");
  });

  it("to a place that the channel does not draw on, to where it is, and of what has ended", async () => {
    const sold = await makeSold(2);
    const elsewhere = await makeLocation(world.pool);
    await makeLevel(world.pool, sold.product, elsewhere, 5);
    expect(await refusalOf(moveOf({ ...sold, to: elsewhere }))).toBe("location_not_of_channel");
    expect(await refusalOf(moveOf({ ...sold, to: sold.from }))).toBe("already_there");
    expect(await refusalOf(moveOf(sold, 3))).toBe("quantity_out_of_range");
    expect(await refusalOf(moveOf({ ...sold, orderId: randomUUID() }))).toBe("order_not_found");
    await act(world, moveOf(sold));
    expect(await refusalOf(moveOf(sold))).toBe("reservation_not_found");
  });
});

it("a move and a sale at once on the last units at the new place: one of them gets them, never both", async () => {
  for (let round = 0; round < 20; round++) {
    const sold = await makeSold(4, { onHand: 4 });
    const other = await makeChannel(world.pool, { locations: [sold.to] });
    const listing = await makeListing(world.pool, { channel: other, product: sold.product });
    await Promise.all([
      act(world, moveOf(sold)),
      act(world, orderOf(other, [{ platformId: listing.platformId, ordered: 4 }])),
    ]);
    expect(await reservedAt(sold.product, sold.to)).toBe(4);
  }
});
