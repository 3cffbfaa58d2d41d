import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { importOrder } from "./orders.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

const refusal = "... on Refusal { code message }";

test("reroute moves a reservation, and the order tells by whom its place was chosen", async () => {
  const here = await makeLocation(world.pool);
  const { orderId, channel, product } = await importOrder(world, here, 3);
  const there = await makeLocation(world.pool, { priority: 200 });
  await world.pool.query("insert into channel_location (channel_id, location_id) values ($1, $2)", [
    channel.id,
    there.id,
  ]);
  await makeLevel(world.pool, product, there, 5);
  const { rows } = await world.pool.query("select id from reservation where product_id = $1", [product.id]);
  const input = {
    ...{ key: randomUUID(), reason: "closer", quantity: 2, reservationId: rows[0].id },
    ...{ orderId: nodeId("Order", orderId), toLocationId: nodeId("Location", there.id) },
  };
  const reroute = `mutation ($input: RerouteInput!) { reroute(input: $input) { ... on OrderChanged { isRepeated order { lines {
    reservations { quantity endedAs routingReason routing { chooser extent figure } location { code } } } } } ${refusal} } }`;
  const answer = await world.ask<{ reroute: object }>(reroute, { input });
  const moved = { chooser: "by_hand", extent: "split", figure: here.code };
  const kept = { chooser: "priority", extent: "whole", figure: "100" };
  expect(answer.reroute).toMatchObject({
    isRepeated: false,
    order: {
      lines: [
        {
          reservations: expect.arrayContaining([
            expect.objectContaining({ quantity: 1, endedAs: null, routing: kept, routingReason: "priority 100" }),
            expect.objectContaining({ quantity: 2, endedAs: null, routing: moved, location: { code: there.code } }),
          ]),
        },
      ],
    },
  });
  expect((await world.ask<{ reroute: object }>(reroute, { input })).reroute).toMatchObject({ isRepeated: true });
  const more = { ...input, key: randomUUID(), quantity: 9 };
  expect((await world.ask<{ reroute: object }>(reroute, { input: more })).reroute).toMatchObject({
    code: "quantity_out_of_range",
  });
});

describe("a recipe", () => {
  const product = "product { isBundle available recipe { version limiting { sku } components { quantity } } }";
  const setRecipe = `mutation ($input: SetRecipeInput!) { setRecipe(input: $input) { ... on RecipeSet { ${product} } ${refusal} } }`;
  const endBundle = `mutation ($id: ID!) { endBundle(productId: $id) { ... on RecipeSet { ${product} } ${refusal} } }`;
  const preview = `query ($productId: ID!, $components: [ComponentInput!]!) {
    recipePreview(productId: $productId, components: $components, policy: split) {
      ... on RecipePreview { sets limiting { sku } } ${refusal} } }`;

  test("is tried, set with what limits it, protected against a second editor, and ended", async () => {
    const place = await makeLocation(world.pool);
    const [can, pack] = [await makeProduct(world.pool), await makeProduct(world.pool)];
    await makeLevel(world.pool, can, place, 16);
    const productId = nodeId("Product", pack.id);
    const components = [{ productId: nodeId("Product", can.id), quantity: 6 }];
    const tried = await world.ask<{ recipePreview: object }>(preview, { productId, components });
    expect(tried.recipePreview).toEqual({ sets: 2, limiting: { sku: can.sku } });
    const input = { productId, components, expectedVersion: 0 };
    const set = await world.ask<{ setRecipe: object }>(setRecipe, { input });
    const recipe = { version: 1, limiting: { sku: can.sku }, components: [{ quantity: 6 }] };
    expect(set.setRecipe).toEqual({ product: { isBundle: true, available: 2, recipe } });
    const late = await world.ask<{ setRecipe: object }>(setRecipe, { input });
    expect(late.setRecipe).toMatchObject({ code: "expected_differs" });
    const self = { productId, components: [{ productId, quantity: 1 }] };
    expect((await world.ask<{ recipePreview: object }>(preview, self)).recipePreview).toMatchObject({
      code: "recipe_cycle",
    });
    const ended = await world.ask<{ endBundle: object }>(endBundle, { id: productId });
    expect(ended.endBundle).toEqual({ product: { isBundle: false, available: 0, recipe: null } });
  });
});

describe("locations and channels", () => {
  test("are changed field by field, and refused by name", async () => {
    const location = await makeLocation(world.pool);
    const edit = `mutation ($input: EditLocationInput!) { editLocation(input: $input) {
      ... on LocationEdited { location { name country shipsTo priority safetyStock isActive } } ${refusal} } }`;
    const locationId = nodeId("Location", location.id);
    const input = { locationId, name: "Hall", shipsTo: ["NL", "BE"], safetyStock: 2, isActive: false };
    expect((await world.ask<{ editLocation: object }>(edit, { input })).editLocation).toEqual({
      location: { name: "Hall", country: "NL", shipsTo: ["NL", "BE"], priority: 100, safetyStock: 2, isActive: false },
    });
    const wrong = { locationId, country: "Holland" };
    expect((await world.ask<{ editLocation: object }>(edit, { input: wrong })).editLocation).toMatchObject({
      code: "country_not_valid",
    });
  });

  test("a channel is changed, then removed: it is in no list any more, and its orders stay", async () => {
    const [here, there] = [await makeLocation(world.pool), await makeLocation(world.pool)];
    const { channel, orderId } = await importOrder(world, here, 1);
    const channelId = nodeId("Channel", channel.id);
    const edit = `mutation ($input: EditChannelInput!) { editChannel(input: $input) {
      ... on ChannelChanged { channel { name strategy countries platformLocationId locations { code } } } ${refusal} } }`;
    const place = { locationIds: [nodeId("Location", there.id)], platformLocationId: "gid://shopify/Location/2" };
    const input = { channelId, name: "Shop", strategy: "nearest", countries: [], ...place };
    expect((await world.ask<{ editChannel: object }>(edit, { input })).editChannel).toEqual({
      channel: {
        ...{ name: "Shop", strategy: "nearest", countries: [], locations: [{ code: there.code }] },
        platformLocationId: "gid://shopify/Location/2",
      },
    });
    const remove = `mutation ($id: ID!) { removeChannel(channelId: $id) { ... on ChannelChanged { channel { name } } ${refusal} } }`;
    const removed = await world.ask<{ removeChannel: object }>(remove, { id: channelId });
    expect(removed.removeChannel).toEqual({ channel: { name: "Shop" } });
    const list = await world.ask<{ channels: { code: string }[] }>("{ channels { code } }");
    expect(list.channels.map(({ code }) => code)).not.toContain(channel.code);
    const order = await world.ask<{ node: object }>(
      "query ($id: ID!) { node(id: $id) { ... on Order { name status } } }",
      {
        id: nodeId("Order", orderId),
      },
    );
    expect(order.node).toEqual({ name: "#1001", status: "open" });
  });

  test("a restriction is set, shown and lifted", async () => {
    const product = await makeProduct(world.pool);
    const location = await makeLocation(world.pool);
    const shown = "product { restrictions { id country location { code } } }";
    const restrict = `mutation ($input: RestrictProductInput!) { restrictProduct(input: $input) {
      ... on RestrictionChanged { ${shown} } ${refusal} } }`;
    const input = {
      productId: nodeId("Product", product.id),
      locationId: nodeId("Location", location.id),
      country: "BE",
    };
    interface Answer {
      restrictProduct: { product: { restrictions: { id: string }[] } };
    }
    const { restrictProduct } = await world.ask<Answer>(restrict, { input });
    const [restriction] = restrictProduct.product.restrictions;
    expect(restriction).toMatchObject({ country: "BE", location: { code: location.code } });
    const lift = `mutation ($id: ID!) { liftRestriction(restrictionId: $id) { ... on RestrictionChanged { ${shown} } ${refusal} } }`;
    const lifted = await world.ask<{ liftRestriction: object }>(lift, { id: restriction?.id });
    expect(lifted.liftRestriction).toEqual({ product: { restrictions: [] } });
    const nothing = { productId: input.productId };
    expect((await world.ask<{ restrictProduct: object }>(restrict, { input: nothing })).restrictProduct).toMatchObject({
      code: "restriction_not_valid",
    });
  });

  test("a channel of the test's own is not needed for a bad id: it is bad input", async () => {
    const channel = await makeChannel(world.pool);
    const input = { channelId: nodeId("Location", channel.id), name: "Shop" };
    const { errors } = await world.graphql(
      `mutation ($input: EditChannelInput!) { editChannel(input: $input) { __typename } }`,
      { input },
    );
    expect(errors?.length).toBe(1);
  });
});
