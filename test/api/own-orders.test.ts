import { randomUUID } from "node:crypto";
import { applyBatch } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
let dutch: { id: string };
let belgian: { id: string };
let portal: { id: string; code: string };
let till: { id: string; code: string };
let shop: { id: string; code: string };

beforeAll(async () => {
  world = await makeApiWorld();
  dutch = await makeLocation(world.pool, { country: "NL", shipsTo: ["NL", "DE"] });
  belgian = await makeLocation(world.pool, { country: "BE", shipsTo: ["BE"] });
  const reach = { countries: ["NL", "BE"], locations: [dutch, belgian] };
  portal = await makeChannel(world.pool, { platform: "portal", ...reach });
  till = await makeChannel(world.pool, { platform: "pos", ...reach });
  shop = await makeChannel(world.pool, { platform: "shopify", ...reach });
});
afterAll(() => world.close());

/** A product with units in both countries, offered by portal and till. */
async function makeMug(inNl: number, inBe: number) {
  const mug = await makeProduct(world.pool);
  for (const channel of [portal, till]) await makeListing(world.pool, { channel, product: mug, platformId: mug.sku });
  const act = { verb: "receive", actor: "test", reason: "delivery", productId: mug.id } as const;
  await applyBatch(
    world.pool,
    [
      { ...act, key: randomUUID(), locationId: dutch.id, quantity: inNl },
      { ...act, key: randomUUID(), locationId: belgian.id, quantity: inBe },
    ],
    new Date(),
  );
  return mug;
}

const answer = `
  __typename
  ... on OrderChanged { isRepeated order { name lines { sku ordered cancelled shipped } } }
  ... on Refusal { code message }`;

interface Answer {
  __typename: "OrderChanged" | "Refusal";
  isRepeated?: boolean;
  order?: { name: string; lines: { sku: string; ordered: number; cancelled: number; shipped: number }[] };
  code?: string;
  message?: string;
}

async function send(mutation: string, type: string, input: object): Promise<Answer> {
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answer} } }`;
  const found = await world.ask<Record<string, Answer>>(text, { input });
  const result = found[mutation];
  if (!result) throw new Error(`no answer to ${mutation}`);
  return result;
}

async function availability(skus: string[], country?: string): Promise<(number | null)[]> {
  const found = await world.ask<{ availability: { sku: string; quantity: number | null }[] }>(
    "query ($channel: String!, $skus: [String!]!, $country: String) { availability(channel: $channel, skus: $skus, country: $country) { sku quantity } }",
    { channel: portal.code, skus, ...(country && { country }) },
  );
  return found.availability.map(({ quantity }) => quantity);
}

const lineOf = (sku: string, quantity: number) => ({ reference: "1", sku, quantity });

function orderOf(sku: string, quantity: number, rest: object = {}) {
  const order = { channel: portal.code, reference: randomUUID(), country: "NL", lines: [lineOf(sku, quantity)] };
  return { key: randomUUID(), reason: "web order", ifAvailable: true, ...order, ...rest };
}

describe("a portal", () => {
  test("reads what it may sell, in all and to one country, in the order that it asked for", async () => {
    const mug = await makeMug(3, 2);
    expect(await availability([mug.sku, "no such thing"])).toEqual([5, null]);
    expect(await availability([mug.sku], "BE")).toEqual([2]);
    expect(await availability([mug.sku], "DE")).toEqual([0]);
  });

  test("places, changes and cancels an order, each once", async () => {
    const mug = await makeMug(3, 0);
    const order = orderOf(mug.sku, 2);
    expect(await send("placeOrder", "PlaceOrderInput", order)).toMatchObject({ isRepeated: false });
    expect(await send("placeOrder", "PlaceOrderInput", order)).toMatchObject({ isRepeated: true });
    expect(await availability([mug.sku])).toEqual([1]);
    const { reference, channel } = order;
    const change = { ...orderOf(mug.sku, 3), reference };
    expect(await send("changeOrder", "ChangeOrderInput", change)).toMatchObject({
      order: { lines: [{ sku: mug.sku, ordered: 3, cancelled: 0, shipped: 0 }] },
    });
    expect(await availability([mug.sku])).toEqual([0]);
    const cancel = { key: randomUUID(), reason: "changed his mind", channel, reference };
    expect(await send("cancelOrder", "CancelOrderInput", cancel)).toMatchObject({
      order: { lines: [{ ordered: 3, cancelled: 3 }] },
    });
    expect(await availability([mug.sku])).toEqual([3]);
  });

  test("is refused, with the number, what is not there", async () => {
    const mug = await makeMug(1, 5);
    const refused = await send("placeOrder", "PlaceOrderInput", orderOf(mug.sku, 2));
    expect(refused).toMatchObject({ __typename: "Refusal", code: "not_enough_available" });
    expect(refused.message).toContain(`1 units of ${mug.sku}`);
    expect(await send("placeOrder", "PlaceOrderInput", orderOf("none", 1))).toMatchObject({
      code: "listing_not_found",
    });
  });

  test("cannot place orders on a platform's channel, or without a reference", async () => {
    const mug = await makeMug(1, 0);
    await expect(send("placeOrder", "PlaceOrderInput", orderOf(mug.sku, 1, { channel: shop.code }))).rejects.toThrow(
      `channel ${shop.code} must be on portal or pos, it is on shopify`,
    );
    await expect(send("placeOrder", "PlaceOrderInput", orderOf(mug.sku, 1, { channel: "none" }))).rejects.toThrow(
      'there is no channel \\"none\\"',
    );
    await expect(send("placeOrder", "PlaceOrderInput", orderOf(mug.sku, 1, { reference: " " }))).rejects.toThrow(
      "reference must have 1–200 characters",
    );
    await expect(send("placeOrder", "PlaceOrderInput", orderOf(mug.sku, 1, { country: "nl" }))).rejects.toThrow(
      'country must be two capital letters, got \\"nl\\"',
    );
  });
});

describe("a till", () => {
  test("books what was sold from its own shelf", async () => {
    const mug = await makeMug(3, 2);
    const sale = {
      ...{ key: randomUUID(), reason: "till", channel: till.code, reference: "receipt 1" },
      ...{ locationId: nodeId("Location", belgian.id), lines: [lineOf(mug.sku, 2)] },
    };
    expect(await send("sell", "SellInput", sale)).toMatchObject({
      isRepeated: false,
      order: { name: "receipt 1", lines: [{ ordered: 2, shipped: 2 }] },
    });
    expect(await send("sell", "SellInput", sale)).toMatchObject({ isRepeated: true });
    expect(await availability([mug.sku], "BE")).toEqual([0]);
    expect(await availability([mug.sku], "NL")).toEqual([3]);
    const unnamed = send("sell", "SellInput", { ...sale, key: randomUUID(), reference: "7".repeat(201) });
    await expect(unnamed).rejects.toThrow("reference must have 1–200 characters, got 201");
  });
});
