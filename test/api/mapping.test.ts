import { randomUUID } from "node:crypto";
import { beginImport, storePage } from "@stockpool/stock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeProduct } from "../make/product.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

async function makeSuggested(channel: { id: string }, confidence: number, packSize = 1) {
  const product = await makeProduct(world.pool);
  const listing = await makeListing(world.pool, { channel, sku: `S${confidence}` });
  await world.pool.query(
    `update listing set status = 'suggested', suggested_id = $2, pack_size = $4, match_reason = 'sku', confidence = $3
     where id = $1`,
    [listing.id, product.id, confidence, packSize],
  );
  return { ...listing, product };
}

const result = `__typename ... on ListingsChanged { actId isRepeated changed refused results { listingId isChanged refusal { code } } }
  ... on Refusal { code message }`;
const change = `mutation ($input: ChangeListingsInput!) { done: changeListings(input: $input) { ${result} } }`;

interface Done {
  done: { __typename: string; actId: string; changed: number; refused: number; code?: string; results: unknown[] };
}

describe("listings", () => {
  test("tell what is suggested and why, and what a conflict is between", async () => {
    const channel = await makeChannel(world.pool);
    const one = await makeSuggested(channel, 77, 6);
    const other = await makeProduct(world.pool);
    const torn = await makeListing(world.pool, { channel });
    const candidate = { packSize: 1, reason: "sku", confidence: 90 };
    await world.pool.query("update listing set status = 'conflict', candidates = $2 where id = $1", [
      torn.id,
      JSON.stringify([
        { productId: one.product.id, ...candidate },
        { productId: other.id, ...candidate },
      ]),
    ]);
    const match = "product { sku } packSize reason confidence";
    const { listings } = await world.ask<{ listings: { edges: { node: object }[] } }>(
      `query ($channel: ID!) { listings(channelId: $channel) { edges { node {
        id status suggestion { ${match} } candidates { ${match} } vanishedAt } } } }`,
      { channel: nodeId("Channel", channel.id) },
    );
    const nodes = listings.edges.map(({ node }) => node);
    expect(nodes).toContainEqual({
      ...{ id: nodeId("Listing", one.id), status: "suggested", candidates: [], vanishedAt: null },
      suggestion: { product: { sku: one.product.sku }, packSize: 6, reason: "sku", confidence: 77 },
    });
    expect(nodes).toContainEqual({
      ...{ id: nodeId("Listing", torn.id), status: "conflict", suggestion: null, vanishedAt: null },
      candidates: [
        { product: { sku: one.product.sku }, ...candidate },
        { product: { sku: other.sku }, ...candidate },
      ],
    });
  });

  test("are found by status and text, and counted by status", async () => {
    const channel = await makeChannel(world.pool);
    const id = nodeId("Channel", channel.id);
    const one = await makeSuggested(channel, 60);
    await makeListing(world.pool, { channel, title: "100% wool_ mitten" });
    await makeListing(world.pool, { channel, product: await makeProduct(world.pool) });
    const find = async (search: string, status: string | null = null) => {
      const { listings } = await world.ask<{ listings: { edges: unknown[] } }>(
        `query ($id: ID!, $search: String, $status: ListingStatus) {
          listings(channelId: $id, search: $search, status: $status) { edges { node { id } } } }`,
        { id, search, status },
      );
      return listings.edges.length;
    };
    expect(await find("% WOOL_")).toBe(1);
    expect(await find("%%")).toBe(0);
    expect(await find(one.product.sku.toLowerCase())).toBe(1);
    expect(await find("", "suggested")).toBe(1);
    const counts = await world.ask(
      `query ($id: ID!) { listingCounts(channelId: $id) { linked suggested unlinked ignored conflict } }`,
      { id },
    );
    expect(counts).toEqual({ listingCounts: { linked: 1, suggested: 1, unlinked: 1, ignored: 0, conflict: 0 } });
  });
});

describe("an act", () => {
  test("answers for each listing, is listed with who did it, and is undone", async () => {
    const channel = await makeChannel(world.pool);
    const [one, two] = [await makeSuggested(channel, 60), await makeListing(world.pool, { channel })];
    const wishes = [
      { listingId: nodeId("Listing", one.id), kind: "accept", productId: nodeId("Product", one.product.id) },
      { listingId: nodeId("Listing", two.id), kind: "accept" },
    ];
    const input = { key: randomUUID(), wishes };
    const { done } = await world.ask<Done>(change, { input });
    expect(done).toMatchObject({
      ...{ __typename: "ListingsChanged", isRepeated: false, changed: 1, refused: 1 },
      results: [
        { listingId: wishes[0]?.listingId, isChanged: true, refusal: null },
        { isChanged: false, refusal: { code: "nothing_suggested" } },
      ],
    });
    expect((await world.ask<Done>(change, { input })).done).toMatchObject({ isRepeated: true, actId: done.actId });
    const { listingActs } = await world.ask<{ listingActs: { id: string }[] }>(
      "{ listingActs { id actor changed undoneAt } }",
    );
    expect(listingActs[0]).toMatchObject({ id: done.actId, changed: 1, undoneAt: null });
    const undo = `mutation ($id: ID!) { done: undoListingAct(actId: $id) { ${result} } }`;
    expect((await world.ask<Done>(undo, { id: done.actId })).done).toMatchObject({ changed: 1, refused: 0 });
    expect((await world.ask<Done>(undo, { id: done.actId })).done).toMatchObject({ code: "already_undone" });
  });

  test("on all that is sure enough leaves the rest waiting", async () => {
    const channel = await makeChannel(world.pool);
    const id = nodeId("Channel", channel.id);
    for (const confidence of [95, 90, 60]) await makeSuggested(channel, confidence);
    const accept = `mutation ($key: String!, $id: ID, $min: Int!) {
      done: acceptSuggestions(key: $key, channelId: $id, confidenceMin: $min) { ${result} } }`;
    const ask = (min: number) => world.ask<Done>(accept, { key: randomUUID(), id, min });
    expect((await ask(90)).done).toMatchObject({ changed: 2, refused: 0 });
    expect((await ask(90)).done).toMatchObject({ changed: 0 });
    expect((await ask(0)).done).toMatchObject({ code: "quantity_out_of_range" });
  });

  test("names 1,000 listings at most", async () => {
    const wish = { listingId: nodeId("Listing", randomUUID()), kind: "ignore" };
    const input = { key: randomUUID(), wishes: Array.from({ length: 1001 }, () => wish) };
    const { errors } = await world.graphql(change, { input });
    expect(errors?.[0]?.message).toBe("wishes must be 1–1000, got 1001");
  });
});

test("a channel tells how far its import is", async () => {
  const channel = await makeChannel(world.pool);
  const run = await beginImport(world.pool, channel.id, new Date());
  const found = { platformId: "1", platformStockId: null, sku: null, barcode: null, title: "One" };
  await storePage(world.pool, run, [found], "2");
  const { channels } = await world.ask<{ channels: object[] }>(
    "{ channels { id linksAtOnce lastImport { phase read matched linked error finishedAt } } }",
  );
  expect(channels).toContainEqual({
    ...{ id: nodeId("Channel", channel.id), linksAtOnce: true },
    lastImport: { phase: "reading", read: 1, matched: 0, linked: 0, error: null, finishedAt: null },
  });
});

test("a product has further codes, and no two things share one", async () => {
  const [mug, cup] = [await makeProduct(world.pool), await makeProduct(world.pool)];
  const add = (product: { id: string }, code: string, packSize: number) =>
    world.ask(
      `mutation ($id: ID!, $code: String!, $packSize: Int) { done: addAlias(productId: $id, code: $code, packSize: $packSize) {
        ... on ProductCodesChanged { product { aliases { code packSize } } } ... on Refusal { code } } }`,
      { id: nodeId("Product", product.id), code, packSize },
    );
  expect(await add(mug, "old 7", 6)).toEqual({ done: { product: { aliases: [{ code: "old 7", packSize: 6 }] } } });
  expect(await add(mug, "OLD 7", 6)).toEqual({ done: { product: { aliases: [{ code: "OLD 7", packSize: 6 }] } } });
  expect(await add(cup, "OLD7", 6)).toEqual({ done: { code: "alias_taken" } });
  expect(await add(cup, " 0 ", 1)).toEqual({ done: { code: "code_not_valid" } });
});
