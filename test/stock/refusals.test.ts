import { randomUUID } from "node:crypto";
import type { Command } from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeLocation } from "../make/location.ts";
import { makeBundle } from "../make/product.ts";
import { answer, holdOf, storedOrder, told } from "./verbs/words.ts";
import { act, makeGoods, makeWorld, orderOf, receiveOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const unknown = { id: randomUUID() };

/** What each case is made of: goods of which 5 are there, an order of 2 of them, a bundle, and a platform's own warehouse. */
async function makeCase() {
  const mug = await makeGoods(world, 5);
  const gift = await makeBundle(world.pool, [{ product: mug, quantity: 3 }]);
  const sold = await act(world, orderOf(world.bol, [{ platformId: mug.onBol.platformId, ordered: 2 }]));
  const { orderId, lineIds } = await storedOrder(world, sold);
  const fba = await makeLocation(world.pool, { kind: "channel_fulfilled" });
  const key = randomUUID();
  await act(world, receiveOf(world, mug, 1, key));
  return { mug, gift, orderId, lineId: lineIds[0] ?? "", fba, key };
}

type Case = Awaited<ReturnType<typeof makeCase>>;

const at = (product: { id: string }, location: { id: string } = world.warehouse) => {
  return { ...told(), productId: product.id, locationId: location.id };
};
const own = (quantity: number, sku = "nobody's") => {
  return [{ reference: "1", sku, title: "thing", quantity }];
};
const placeOf = (channel: { id: string }, lines: ReturnType<typeof own>) => {
  const order = { channelId: channel.id, reference: randomUUID(), name: "PO 1", country: "NL", lines };
  return { verb: "place_order", ...told(), ...order, isNew: true, ifAvailable: true } satisfies Command;
};
const sellOf = (quantity: number) => {
  const receipt = { channelId: unknown.id, locationId: unknown.id, reference: "7" };
  return { verb: "sell", ...told(), ...receipt, lines: own(quantity) } satisfies Command;
};

const cases: [what: string, command: (known: Case) => Command, code: string][] = [
  ["a used key, no units", ({ mug, key }) => receiveOf(world, mug, 0, key), "key_already_used"],
  ["no key, no units", ({ mug }) => receiveOf(world, mug, 0, ""), "key_not_valid"],
  ["no units of nothing", () => receiveOf(world, unknown, 0), "quantity_out_of_range"],
  [
    "nothing, at a platform's place",
    ({ fba }) => ({ verb: "receive", ...at(unknown, fba), quantity: 1 }),
    "product_not_found",
  ],
  [
    "units at a platform's place",
    ({ mug, fba }) => ({ verb: "receive", ...at(mug, fba), quantity: 1 }),
    "location_is_read_only",
  ],
  [
    "more than there is, sent to a platform's place",
    ({ mug, fba }) => ({
      ...{ verb: "transfer_out", ...told(), fromLocationId: world.warehouse.id, toLocationId: fba.id },
      lines: [{ productId: mug.id, quantity: 99 }],
    }),
    "location_is_read_only",
  ],
  ["no change of nothing", () => ({ verb: "adjust", ...at(unknown), change: { kind: "by", delta: 0 } }), outOfRange()],
  [
    "a bundle, of which another number was expected",
    ({ gift }) => ({ verb: "adjust", ...at(gift), change: { kind: "to", onHand: 1, expected: 9 } }),
    "product_is_bundle",
  ],
  [
    "fewer than none of nothing counted",
    () => ({
      ...{ verb: "count", ...told(), locationId: unknown.id },
      lines: [{ productId: unknown.id, counted: -1 }],
    }),
    outOfRange(),
  ],
  ["too many of nothing set apart", () => ({ verb: "quarantine", ...at(unknown), quantity: 99 }), "product_not_found"],
  [
    "more than there is, sent to nowhere",
    ({ mug }) => ({
      ...{ verb: "transfer_out", ...told(), fromLocationId: world.warehouse.id, toLocationId: unknown.id },
      lines: [{ productId: mug.id, quantity: 99 }],
    }),
    "location_not_found",
  ],
  [
    "more than there is kept until yesterday",
    ({ mug }) => holdOf(world, mug, 99, { expiresAt: new Date(0) }),
    expiry(),
  ],
  ["nothing kept until yesterday", () => holdOf(world, unknown, 1, { expiresAt: new Date(0) }), "product_not_found"],
  [
    "no units shipped of no order",
    () => ({ verb: "ship", ...told(), ...unitsOf(unknown.id, unknown.id, 0) }),
    outOfRange(),
  ],
  [
    "too many units of a line, and a line of no order, released",
    ({ orderId, lineId }) => ({
      ...{ verb: "release", ...told(), orderId },
      lines: [
        { orderLineId: lineId, quantity: 9 },
        { orderLineId: unknown.id, quantity: 1 },
      ],
    }),
    "order_line_not_found",
  ],
  [
    "no units of no order moved",
    () => ({
      ...{ verb: "reroute", ...told(), orderId: unknown.id, reservationId: unknown.id },
      ...{ toLocationId: unknown.id, quantity: 0 },
    }),
    outOfRange(),
  ],
  [
    "too many that were never shipped come back to nowhere",
    ({ orderId, lineId }) => ({
      ...{ verb: "restock", ...told(), locationId: unknown.id, into: "sellable" },
      ...unitsOf(orderId, lineId, 9),
    }),
    "location_not_found",
  ],
  ["no units ordered on no channel", () => placeOf(unknown, own(0)), outOfRange()],
  ["no units sold at no till", () => sellOf(0), outOfRange()],
  ["units sold at no till and no place", () => sellOf(1), "location_not_found"],
  [
    "impossible units of an order of no channel",
    () => orderOf(unknown, [{ platformId: "x", ordered: 1, shipped: 2 }]),
    outOfRange(),
  ],
];

function outOfRange() {
  return "quantity_out_of_range";
}

function expiry() {
  return "expiry_not_valid";
}

function unitsOf(orderId: string, orderLineId: string, quantity: number) {
  return { orderId, lines: [{ orderLineId, quantity }] };
}

it.each(cases)("%s: of several reasons the first is told", async (_what, commandOf, code) => {
  const known = await makeCase();
  expect(answer(await act(world, commandOf(known)))).toBe(code);
});
