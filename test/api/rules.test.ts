import { applyBatch, recomputeVelocity } from "@stockpool/stock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

/** A channel with so many products of 10 units, published. */
async function makeShop(products: number) {
  const location = await makeLocation(world.pool);
  const channel = await makeChannel(world.pool, { locations: [location] });
  const goods = [];
  for (let made = 0; made < products; made++) {
    const product = await makeProduct(world.pool);
    await makeLevel(world.pool, product, location, 10);
    goods.push({ ...product, listing: await makeListing(world.pool, { channel, product }) });
  }
  await applyBatch(world.pool, [{ verb: "republish", productIds: goods.map(({ id }) => id) }], new Date());
  return { channel, goods, channelId: nodeId("Channel", channel.id) };
}

const refusal = "... on Refusal { code message }";
const change = `mutation ($key: String!, $rules: [RuleEditInput!]!, $yes: Boolean) {
  done: changeRules(key: $key, reason: "test", rules: $rules, confirmZeroing: $yes) {
    ... on RulesChanged { isRepeated change { id actor reason rules effect { toZero } undoneBy { id } } } ${refusal} } }`;
const undo = `mutation ($key: String!, $changeId: ID!) { done: undoRuleChange(key: $key, changeId: $changeId) {
  ... on RulesChanged { change { reason undoes { id } } } ${refusal} } }`;

interface Done {
  done: { change?: { id: string }; code?: string };
}

test("rules are changed in one act, once, limited, listed and taken back", async () => {
  const { channelId } = await makeShop(3);
  const rules = [{ channelId, cap: 0 }];
  expect(await world.ask(change, { key: "zero", rules })).toMatchObject({ done: { code: "too_many_zeroed" } });
  const { done } = await world.ask<Done>(change, { key: "zero", rules, yes: true });
  expect(done).toMatchObject({ isRepeated: false, change: { rules: 1, effect: { toZero: 3 }, undoneBy: null } });
  const again = await world.ask(change, { key: "zero", rules, yes: true });
  expect(again).toMatchObject({ done: { isRepeated: true, change: { id: done.change?.id } } });
  expect(await world.ask(undo, { key: "back", changeId: done.change?.id })).toEqual({
    done: { change: { reason: "undo: test", undoes: { id: done.change?.id } } },
  });
  const list = `{ ruleChanges(first: 2) { edges { node { reason rows { before after channel { id } product { id } } } } } }`;
  expect(await world.ask(list)).toMatchObject({
    ruleChanges: {
      edges: [
        { node: { reason: "undo: test", rows: [{ after: null, channel: { id: channelId }, product: null }] } },
        { node: { reason: "test", rows: [{ before: null, after: { cap: 0 } }] } },
      ],
    },
  });
});

test("a preview pages through what would change, replays past orders, and writes nothing", async () => {
  const { channelId, goods } = await makeShop(3);
  const rules = goods.map(({ id }, index) => ({ channelId, productId: nodeId("Product", id), cap: index * 4 }));
  const preview = `query ($rules: [RuleEditInput!]!, $skip: Int!) { previewRules(rules: $rules) {
    ... on RulePreview { effect { listings toZero lowered raised } changed(first: 2, skip: $skip) { before after listing { id } }
      replay(days: 7) { unitsOrdered before { unitsParked } after { unitsOversold salesLost unitsParked } } } ${refusal} } }`;
  const listing = (index: number) => ({ id: nodeId("Listing", goods[index]?.listing.id ?? "") });
  const replay = {
    unitsOrdered: 0,
    before: { unitsParked: 0 },
    after: { unitsOversold: 0, salesLost: 0, unitsParked: expect.any(Number) },
  };
  const effect = { listings: 3, toZero: 1, lowered: 2, raised: 0 };
  const [zeroed, lowered] = [
    { before: 10, after: 0, listing: listing(0) },
    { before: 10, after: 4, listing: listing(1) },
  ];
  expect(await world.ask(preview, { rules, skip: 0 })).toEqual({
    previewRules: { effect, changed: [zeroed, lowered], replay },
  });
  expect(await world.ask(preview, { rules, skip: 2 })).toMatchObject({
    previewRules: { changed: [{ before: 10, after: 8, listing: listing(2) }] },
  });
  expect(
    await world.ask(`query ($channelId: ID) { rules(channelId: $channelId) { edges { node { id } } } }`, { channelId }),
  ).toEqual({ rules: { edges: [] } });
  const wrong = [{ channelId, sharePercent: 101 }];
  expect(await world.ask(preview, { rules: wrong, skip: 0 })).toMatchObject({
    previewRules: { code: "rule_not_valid" },
  });
});

test("a rule's place tells its own fields and what it inherits, and from where", async () => {
  const { channelId, goods } = await makeShop(1);
  const productId = nodeId("Product", goods[0]?.id ?? "");
  const set = `mutation ($input: SetRuleInput!) { setRule(input: $input) { ... on RuleSet { rule { cap } } ${refusal} } }`;
  await world.ask(set, { input: { channelId, cap: 7, guardBelow: 3 } });
  await world.ask(set, { input: { channelId, productId, cap: 5 } });
  const place = `query ($channelId: ID, $productId: ID) { ruleInForce(channelId: $channelId, productId: $productId) {
    own { cap guardBelow } inherited { field value isOfProduct channel { id } } } }`;
  expect(await world.ask(place, { channelId, productId })).toEqual({
    ruleInForce: {
      own: { cap: 5, guardBelow: null },
      inherited: [
        { field: "guardBelow", value: "3", isOfProduct: false, channel: { id: channelId } },
        { field: "cap", value: "7", isOfProduct: false, channel: { id: channelId } },
      ],
    },
  });
  const remove = `mutation ($channelId: ID, $productId: ID) { removeRule(channelId: $channelId, productId: $productId) {
    ... on RuleSet { rule { cap } } ${refusal} } }`;
  expect(await world.ask(remove, { channelId, productId })).toEqual({ removeRule: { rule: null } });
  expect(await world.ask(place, { channelId, productId })).toMatchObject({ ruleInForce: { own: null } });
});

test("one rule that sets many listings to zero wants a second yes, and so does its removal", async () => {
  const { channelId, goods } = await makeShop(3);
  const set = `mutation ($input: SetRuleInput!) { done: setRule(input: $input) { ... on RuleSet { rule { cap } } ${refusal} } }`;
  const remove = `mutation ($channelId: ID, $yes: Boolean) { done: removeRule(channelId: $channelId, confirmZeroing: $yes) {
    ... on RuleSet { rule { cap } } ${refusal} } }`;
  const republish = () =>
    applyBatch(world.pool, [{ verb: "republish", productIds: goods.map(({ id }) => id) }], new Date());
  const tooMany = { done: { code: "too_many_zeroed" } };
  expect(await world.ask(set, { input: { channelId, cap: 0 } })).toMatchObject(tooMany);
  expect(await world.ask(set, { input: { channelId, cap: 0, confirmZeroing: true } })).toEqual({
    done: { rule: { cap: 0 } },
  });
  await world.ask(set, { input: { channelId, cap: 5 } });
  await world.ask(set, { input: { cap: 0, confirmZeroing: true } });
  await republish();
  expect(await world.ask(remove, { channelId })).toMatchObject(tooMany);
  expect(await world.ask(remove, { channelId, yes: true })).toEqual({ done: { rule: null } });
  expect(await world.ask(remove, {})).toEqual({ done: { rule: null } });
  await republish();
});

test("low stock lists what is at its reorder point, soonest sold out first, page by page", async () => {
  const { channel, goods } = await makeShop(4);
  const set = `mutation ($id: ID!, $units: Quantity) { setReorderPoint(productId: $id, units: $units) {
    ... on ReorderPointSet { product { reorderPoint isLow } } ${refusal} } }`;
  const points = [10, 50, 9, null];
  for (const [index, { id }] of goods.entries()) {
    const units = points[index] ?? null;
    const isLow = units !== null && units >= 10;
    expect(await world.ask(set, { id: nodeId("Product", id), units })).toEqual({
      setReorderPoint: { product: { reorderPoint: units, isLow } },
    });
  }
  const at = new Date();
  const line = { platformLineId: "1", sku: null, title: "thing", ordered: 28, cancelled: 0, shipped: 28 };
  const platformId = goods[1]?.listing.platformId ?? "";
  const order = { platformOrderId: "sold", name: "#1", placedAt: at, updatedAt: at, country: "NL" };
  const lines = [{ ...line, platformId, ordered: 2, shipped: 0 }];
  const told = { ...order, fulfilledBy: "merchant" as const, lines };
  await applyBatch(world.pool, [{ verb: "import_order", channelId: channel.id, actor: "test", order: told }], at);
  await recomputeVelocity(world.pool, null, new Date(at.getTime() + 1_000));
  const low = `query ($after: String) { lowStock(first: 1, after: $after) {
    edges { node { sku daysOfCover velocity { perDay } } } pageInfo { hasNextPage endCursor } } }`;
  interface Low {
    lowStock: { pageInfo: { endCursor: string } };
  }
  const first = await world.ask<Low>(low);
  expect(first).toMatchObject({
    lowStock: {
      edges: [{ node: { sku: goods[1]?.sku, daysOfCover: expect.any(Number) } }],
      pageInfo: { hasNextPage: true },
    },
  });
  expect(await world.ask(low, { after: first.lowStock.pageInfo.endCursor })).toMatchObject({
    lowStock: { edges: [{ node: { sku: goods[0]?.sku, daysOfCover: null } }], pageInfo: { hasNextPage: false } },
  });
});

test("what a listing showed at a moment is the last confirmed push, less what was ordered there since", async () => {
  const { channel, goods } = await makeShop(1);
  const [goodsOne] = goods;
  const listingId = goodsOne?.listing.id ?? "";
  const trace = [{ step: "locations", ruleId: null, before: 0, after: 10, detail: { locations: 1 } }];
  const push = (at: string, quantity: number, state: string) =>
    world.pool.query(
      `insert into push (id, at, channel_id, listing_id, before, quantity, state, trace, ended_at)
       values (gen_random_uuid(), $1, $2, $3, null, $4, $5::push_state, $6, $1::timestamptz + interval '1 second')`,
      [at, channel.id, listingId, quantity, state, JSON.stringify(trace)],
    );
  const today = new Date().toISOString().slice(0, 10);
  await push(`${today}T00:00:01Z`, 10, "confirmed");
  await push(`${today}T00:00:10Z`, 4, "rejected");
  await push(`${today}T00:00:30Z`, 7, "confirmed");
  await world.pool.query(
    `with o as (insert into "order" (id, channel_id, platform_order_id, name, fulfilled_by, placed_at, platform_updated_at, imported_at)
       values (gen_random_uuid(), $1, 'then', '#1', 'merchant', $2, $2, $2) returning id)
     insert into order_line (id, order_id, platform_line_id, listing_id, product_id, title, ordered, cancelled, shipped)
     select gen_random_uuid(), id, '1', $3, $4, 'A thing', 3, 0, 3 from o`,
    [channel.id, `${today}T00:00:20Z`, listingId, goodsOne?.id],
  );
  const ask = (time: string) =>
    world.ask(
      `query ($id: ID!, $time: DateTime!) { node(id: $id) { ... on Listing { publishedAt(time: $time) {
        quantity pushed orderedSince trace { step after } } } } }`,
      { id: nodeId("Listing", listingId), time: `${today}T00:00:${time}Z` },
    );
  const then = (publishedAt: object | null) => ({ node: { publishedAt } });
  expect(await ask("01")).toEqual(then(null));
  const first = { pushed: 10, trace: [{ step: "locations", after: 10 }] };
  expect(await ask("15")).toEqual(then({ ...first, quantity: 10, orderedSince: 0 }));
  expect(await ask("25")).toEqual(then({ ...first, quantity: 7, orderedSince: 3 }));
  expect(await ask("40")).toMatchObject(then({ pushed: 7, quantity: 7, orderedSince: 0 }));
});
