import { randomUUID } from "node:crypto";
import { addLocation, applyBatch, mirrorWarehouse, recordReturns } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { act, levelOf, makeGoods, makeWorld, orderOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const strange = "nul \u0000 half \ud800";

test("returns told in such words are kept, and one that has no name of its own holds up no other", async () => {
  const mug = await makeGoods(world, 3);
  const order = orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 1 }]);
  await act(world, order);
  const told = { platformOrderId: order.order.platformOrderId, platformLineId: "1", sku: null, barcode: null };
  const one = { ...told, title: strange, quantity: 1, reason: strange, announcedAt: new Date(), isHandled: false };
  const returns = [
    { ...one, platformReturnId: strange },
    { ...one, platformReturnId: "much", quantity: 1e308 },
    { ...one, platformReturnId: "good" },
  ];
  expect(await recordReturns(world.pool, world.bol.id, returns, new Date())).toBe(1);
  const { rows } = await world.pool.query("select platform_return_id, reason from return");
  expect(rows).toEqual([{ platform_return_id: "good", reason: "nul  half \ufffd" }]);
});

test("a thing in the platform's warehouse that no database can name is no product's; a number that cannot be changes nothing", async () => {
  const mug = await makeGoods(world, 0);
  const place = {
    code: `lvb-${randomUUID().slice(0, 8)}`,
    name: "LVB",
    kind: "channel_fulfilled",
    country: "NL",
  } as const;
  const added = await addLocation(world.pool, { ...place, mirrorsChannelId: world.bol.id });
  if (added.kind === "refused") throw new Error(added.refusal.message);
  const nothing = { sellable: 0, unavailable: 0, reserved: 0, incoming: 0 };
  const known = { ...nothing, platformId: mug.onBol.platformId, sku: null, barcode: null };
  const unnamed = { ...nothing, platformId: strange, sku: strange, barcode: strange, sellable: 9 };
  const read = (sellable: number) =>
    mirrorWarehouse(world.pool, world.bol.id, added.locationId, [unnamed, { ...known, sellable }], new Date());
  expect(await read(4)).toMatchObject({ products: 1, changed: 1, unknown: 1 });
  for (const units of [1e308, 2 ** 31, 1.5, -1]) {
    await expect(read(units), String(units)).rejects.toThrow(/units of .* must be 0–1000000000/);
  }
  const { rows } = await world.pool.query("select on_hand from stock_level where location_id = $1", [added.locationId]);
  expect(rows).toEqual([{ on_hand: 4 }]);
});

test.each([
  ["negative", { ordered: -1 }],
  ["fractional", { ordered: 1.5 }],
  ["beyond 32 bits", { ordered: 2 ** 31 }],
  ["endless", { ordered: 1e308 }],
  ["no number", { ordered: Number.NaN }],
  ["more shipped than ordered", { ordered: 1, shipped: 2 }],
  ["more cancelled and shipped than ordered", { ordered: 2, shipped: 1, cancelled: 2 }],
])("an order whose units are %s is refused by name, changes nothing and stops no other", async (_what, units) => {
  const mug = await makeGoods(world, 5);
  const { platformId } = mug.onShopify;
  const strangeOrder = orderOf(world.shopify, [
    { platformId, ordered: 1 },
    { platformId, ...units },
  ]);
  const sound = orderOf(world.shopify, [{ platformId, ordered: 2 }]);
  const [refused, applied] = await applyBatch(world.pool, [strangeOrder, sound], new Date());
  expect(refused).toMatchObject({ kind: "refused", refusal: { code: "quantity_out_of_range" } });
  expect(refused?.kind === "refused" && refused.refusal.message).toContain(`line 2`);
  expect(applied?.kind).toBe("applied");
  expect(await levelOf(world, mug)).toMatchObject({ onHand: 5, reserved: 2 });
});
