import { randomUUID } from "node:crypto";
import {
  type Command,
  readPending,
  recordPushes,
  republishAll,
  setRule,
  settleKnown,
  startPushes,
} from "@stockpool/stock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeChannel } from "../../make/channel.ts";
import { makeListing } from "../../make/listing.ts";
import { makeLocation } from "../../make/location.ts";
import { makeProduct } from "../../make/product.ts";
import { act, makeWorld, receiveOf, shortOf, type World } from "../world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

/** A product that a portal alone sells, all of it guaranteed to its listings, from a place that sends to the Netherlands only. */
async function makeGuaranteed(onHand: number, listings: number) {
  const place = await makeLocation(world.pool, { shipsTo: ["NL"] });
  const portal = await makeChannel(world.pool, { platform: "portal", locations: [place] });
  const mug = await makeProduct(world.pool);
  const skus = Array.from({ length: listings }, (_, index) => `${mug.sku}-${index}`);
  for (const platformId of skus) await makeListing(world.pool, { channel: portal, product: mug, platformId });
  const edit = { channelId: null, productId: mug.id, set: { shareKind: "guaranteed" as const } };
  await setRule(world.pool, edit, { actor: "test", reason: "few units", confirmZeroing: true }, new Date());
  await act(world, { ...receiveOf(world, mug, onHand), locationId: place.id });
  await republishAll(world.pool, { channelId: null, productId: mug.id });
  for (let round = 0; round < 3; round++) await push(portal);
  const { rows } = await world.pool.query("select sum(exposed)::int as units from stock_level where product_id = $1", [
    mug.id,
  ]);
  expect(rows).toEqual([{ units: onHand }]);
  return { mug, portal, skus };
}

/** Has the portal take what it is to show, and know all of its orders. */
async function push(portal: { id: string }) {
  const pending = await readPending(world.pool, portal.id, 10, new Date());
  const started = await startPushes(world.pool, pending, new Map(), false, new Date());
  const ends = started.map((push) => ({ kind: "confirmed", push }) as const);
  await recordPushes(world.pool, ends, new Date());
  await settleKnown(world.pool, portal.id, new Date(Date.now() + 1_000), new Date());
}

async function placed(portal: { id: string }, country: string, units: [sku: string, quantity: number][]) {
  const lines = units.map(([sku, quantity], index) => ({ reference: String(index), sku, title: "mug", quantity }));
  const how = { key: randomUUID(), actor: "test", reason: "test", isNew: true, ifAvailable: true };
  const order = { channelId: portal.id, reference: randomUUID(), name: "PO", country, lines };
  const outcome = await act(world, { verb: "place_order", ...how, ...order } satisfies Command);
  return outcome.kind === "refused" ? outcome.refusal.code : outcome.kind;
}

it("a promise takes what is guaranteed to its listing, and nothing that cannot be sent to its country", async () => {
  const { mug, portal, skus } = await makeGuaranteed(5, 1);
  expect(await placed(portal, "BE", [[skus[0] ?? "", 2]])).toBe("not_enough_available");
  expect(await placed(portal, "NL", [[skus[0] ?? "", 2]])).toBe("applied");
  expect(await shortOf(world, mug)).toBe(0);
});

it("a promise takes of each listing's units as many as it orders of that listing", async () => {
  const { mug, portal, skus } = await makeGuaranteed(6, 2);
  const [one = "", other = ""] = skus;
  expect(
    await placed(portal, "NL", [
      [one, 5],
      [other, 1],
    ]),
  ).toBe("not_enough_available");
  expect(
    await placed(portal, "NL", [
      [one, 2],
      [other, 3],
    ]),
  ).toBe("applied");
  expect(await shortOf(world, mug)).toBe(0);
});
