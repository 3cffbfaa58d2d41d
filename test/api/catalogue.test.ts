import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeChannel } from "../make/channel.ts";
import { makeListing } from "../make/listing.ts";
import { makeLevel, makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { statementsOf } from "./statements.ts";
import { type ApiWorld, makeApiWorld, nodeId } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await makeApiWorld();
});
afterAll(() => world.close());

async function jobs(): Promise<string[]> {
  const { rows } = await world.pool.query<{ key: string }>("select key from graphile_worker.jobs order by key");
  return rows.map(({ key }) => key);
}

describe("addProducts", () => {
  const add = `mutation ($products: [NewProductInput!]!) { addProducts(input: { products: $products }) {
    ... on AddedProduct { product { id sku barcodes isBundle recipe { policy components { quantity product { sku } } } } }
    ... on Refusal { code message } } }`;
  interface Added {
    addProducts: { product?: { id: string; sku: string }; code?: string; message?: string }[];
  }

  test("adds each row by itself, and names what is wrong with the others", async () => {
    const wrong = `${ean(1).slice(0, -1)}${(Number(ean(1).at(-1)) + 1) % 10}`;
    const { addProducts } = await world.ask<Added>(add, {
      products: [
        { sku: "CUP", title: "Cup", barcodes: [ean(2)] },
        { sku: "PAN", title: "Pan", barcodes: [wrong] },
        { sku: "CUP", title: "Cup again" },
        { sku: "LID", title: " " },
      ],
    });
    expect(addProducts).toMatchObject([
      { product: { sku: "CUP", barcodes: [ean(2)], isBundle: false } },
      { code: "barcode_not_valid", message: expect.stringContaining(`got "${wrong}"`) },
      { code: "sku_taken" },
      { code: "title_not_valid" },
    ]);
  });

  test("adds bundles, bundles of bundles, and adds up rows of one component", async () => {
    const [plate] = (await world.ask<Added>(add, { products: [{ sku: "PLATE", title: "Plate" }] })).addProducts;
    const row = { productId: plate?.product?.id, quantity: 2 };
    const set = { sku: "SET", title: "Set", components: [row, row], policy: "one_parcel" };
    const [added] = (await world.ask<Added>(add, { products: [set] })).addProducts;
    const recipe = { policy: "one_parcel", components: [{ quantity: 4, product: { sku: "PLATE" } }] };
    expect(added).toMatchObject({ product: { isBundle: true, recipe } });
    const nested = { sku: "BOX", title: "Box", components: [{ productId: added?.product?.id, quantity: 1 }] };
    expect((await world.ask<Added>(add, { products: [nested] })).addProducts).toMatchObject([
      { product: { recipe: { components: [{ quantity: 1, product: { sku: "SET" } }] } } },
    ]);
    const none = { ...nested, sku: "NONE", components: [{ ...row, quantity: 0 }] };
    expect((await world.ask<Added>(add, { products: [none] })).addProducts).toMatchObject([
      { code: "quantity_out_of_range", message: expect.stringContaining("got 0") },
    ]);
  });

  test("takes a thousand at once in a fixed number of statements, and refuses more", async () => {
    const many = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, index) => ({ sku: `${prefix}-${index}`, title: "Thing" }));
    const brief = `mutation ($products: [NewProductInput!]!) { addProducts(input: { products: $products }) {
      ... on AddedProduct { product { sku } } } }`;
    const few = await statementsOf(() => world.ask(brief, { products: many(2, "few") }));
    const lots = await statementsOf(() => world.ask(brief, { products: many(1000, "lots") }));
    expect(lots.length).toBeLessThanOrEqual(few.length + 2);
    const { errors } = await world.graphql(brief, { products: many(1001, "more") });
    expect(errors).toMatchObject([{ message: "products must be 1–1000, got 1001" }]);
  });

  test("two calls that add the same product at once add it once", async () => {
    const products = [{ sku: "TWICE", title: "Twice", barcodes: [ean(3)] }];
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.ask<Added>(add, { products })));
    const codes = answers.map(({ addProducts: [one] }) => one?.code ?? "added").sort();
    expect(codes).toEqual(["added", "sku_taken", "sku_taken", "sku_taken"]);
  });
});

test("addLocation adds a place, and refuses a code that is taken and a country that is none", async () => {
  const add = `mutation ($input: AddLocationInput!) { addLocation(input: $input) {
    ... on AddedLocation { location { code kind country shipsTo priority safetyStock } } ... on Refusal { code } } }`;
  const input = { code: "north", name: "North", kind: "warehouse", country: "NL", shipsTo: ["NL"], priority: 5 };
  expect(await world.ask(add, { input: { ...input, safetyStock: 2 } })).toEqual({
    addLocation: { location: { ...input, name: undefined, safetyStock: 2 } },
  });
  expect(await world.ask(add, { input })).toEqual({ addLocation: { code: "code_taken" } });
  expect(await world.ask(add, { input: { ...input, country: "nl" } })).toEqual({
    addLocation: { code: "country_not_valid" },
  });
});

describe("connectChannel", () => {
  const connect = `mutation ($input: ConnectChannelInput!) { connectChannel(input: $input) {
    ... on ChannelChanged { channel { id code isLive countries locations { code } } } ... on Refusal { code message } } }`;
  const hush = "hush-hush-hush";
  let place: { id: string; code: string };
  let sandbox: Sandbox;
  let shop: { domain: string; locations: { id: string; name: string }[] };
  const scopes = ["read_products", "write_inventory", "read_locations", "read_orders"];
  beforeAll(async () => {
    place = await makeLocation(world.pool);
    sandbox = await startSandbox();
    await sandbox.control.putBol("my-bol", { clientId: "id", clientSecret: hush });
    shop = await sandbox.control.putShopify("mugs", { clientId: "id", clientSecret: hush, accessToken: "shpat_hush" });
    await sandbox.control.putShopify("poor", { clientId: "id", clientSecret: hush, scopes });
  });
  afterAll(() => sandbox.close());
  const bol = (more: object = {}) => ({
    ...{ code: "my-bol", name: "bol", platform: "bol", credentials: { clientId: "id", clientSecret: hush } },
    ...{ countries: ["NL", "BE"], locationIds: [nodeId("Location", place.id)] },
    ...{ baseUrl: `${sandbox.url}/bol/my-bol`, ...more },
  });
  const shopify = (handle: string, credentials: object) => {
    const account = { platform: "shopify", baseUrl: `${sandbox.url}/shopify/${handle}` };
    return bol({ ...account, code: handle, credentials: { shop: shop.domain, clientSecret: hush, ...credentials } });
  };
  const ask = async (input: object) =>
    (await world.ask<{ connectChannel: { code?: string; message?: string } }>(connect, { input })).connectChannel;

  test("stores a shadow channel with sealed credentials, and queues its listings and webhooks", async () => {
    const channel = { code: "my-bol", isLive: false, countries: ["BE", "NL"], locations: [{ code: place.code }] };
    expect(await ask(bol())).toMatchObject({ channel });
    const { rows } = await world.pool.query("select * from channel where code = 'my-bol'");
    expect(rows).toMatchObject([{ write_kind: "net_of_open_orders", base_url: `${sandbox.url}/bol/my-bol` }]);
    expect(JSON.stringify(rows)).not.toContain(hush);
    expect(await jobs()).toEqual([`import:${rows[0].id}`, `webhooks:${rows[0].id}`]);
    expect(world.log.join("")).not.toContain(hush);
    expect(await ask(bol())).toMatchObject({ code: "code_taken" });
  });

  test("wants to know which of a shop's places to write to, and that it is there", async () => {
    const mugs = shopify("mugs", { accessToken: "shpat_hush" });
    expect(await ask(mugs)).toMatchObject({ code: "platform_location_not_valid" });
    const elsewhere = { ...mugs, platformLocationId: "gid://shopify/Location/1" };
    const [there] = shop.locations;
    expect(await ask(elsewhere)).toMatchObject({
      code: "account_not_usable",
      message: expect.stringContaining(`Shop location (${there?.id})`),
    });
    expect(await ask({ ...mugs, platformLocationId: there?.id, isLive: true })).toMatchObject({
      channel: { isLive: true },
    });
  });

  test("a shop with several locations shows each of the hub's at one of its own", async () => {
    const client = { clientId: "id", clientSecret: hush };
    const two = ["Warehouse", "Store"].map((name) => ({ name, country: "NL" }));
    const { locations } = await sandbox.control.putShopify("two", { ...client, locations: two });
    const store = await makeLocation(world.pool);
    const locationIds = [place, store].map(({ id }) => nodeId("Location", id));
    const pair = (own: number, theirs: number) => {
      return { locationId: locationIds[own], platformLocationId: locations[theirs]?.id };
    };
    const input = { ...shopify("two", { clientId: "id" }), locationIds };
    const gone = { ...pair(1, 1), platformLocationId: "gid://shopify/Location/7" };
    expect(await ask({ ...input, platformLocations: [pair(0, 0), gone] })).toMatchObject({
      code: "account_not_usable",
    });
    const twice = { ...input, platformLocations: [pair(0, 0), pair(1, 0)] };
    expect((await world.graphql(connect, { input: twice })).errors?.[0]?.message).toContain("each place once");
    const right = { ...input, platformLocations: [pair(0, 0), pair(1, 1)] };
    expect(await ask(right)).toMatchObject({ channel: { code: "two" } });
    const { rows } = await world.pool.query(
      `select location_id as id, platform_location_id as place from channel_location
       where channel_id = (select id from channel where code = 'two')`,
    );
    const places = [place, store].map(({ id }, index): [string, string | undefined] => [id, locations[index]?.id]);
    expect(new Map(rows.map((row) => [row.id, row.place]))).toEqual(new Map(places));
  });

  test("tries the credentials at once: a wrong secret, and scopes that are missing, are told and stored nowhere", async () => {
    const wrong = await ask(bol({ code: "wrong", credentials: { clientId: "id", clientSecret: "not the secret" } }));
    expect(wrong).toMatchObject({
      code: "account_not_usable",
      message: expect.stringContaining("client id and secret"),
    });
    expect(wrong.message).not.toContain("not the secret");
    const gone = await ask(bol({ code: "wrong", baseUrl: `${sandbox.url}/bol/nobody` }));
    expect(gone).toMatchObject({ code: "account_not_usable" });
    const poor = { ...shopify("poor", { clientId: "id" }), platformLocationId: "gid://shopify/Location/1" };
    const refusal = await ask(poor);
    expect(refusal).toMatchObject({ code: "account_not_usable" });
    for (const scope of ["write_orders", "read_merchant_managed_fulfillment_orders"])
      expect(refusal.message).toContain(scope);
    for (const scope of ["read_inventory", "read_products (", "write_inventory"])
      expect(refusal.message).not.toContain(scope);
    const { rows } = await world.pool.query("select code from channel where code in ('wrong', 'poor')");
    expect(rows).toEqual([]);
  });

  test("checkAccount lists the places to choose from, and stores nothing", async () => {
    const check = `mutation ($input: CheckAccountInput!) { checkAccount(input: $input) {
      problems locations { id name country isActive sellsOnline } } }`;
    const { platform, baseUrl, credentials } = shopify("mugs", { clientId: "id" });
    expect(await world.ask(check, { input: { platform, baseUrl, credentials } })).toEqual({
      checkAccount: {
        problems: [],
        locations: [{ ...shop.locations[0], country: "NL", isActive: true, sellsOnline: true }],
      },
    });
  });

  test.each([
    ["credentials_not_valid", { credentials: { clientId: hush } }, "clientSecret"],
    ["credentials_not_valid", { platform: "shopify", credentials: { shop: hush, clientId: hush } }, "shop"],
    ["credentials_not_valid", { credentials: hush }, "object"],
    ["credentials_not_valid", { platform: "amazon" }, "sellerId"],
    ["address_not_valid", { baseUrl: "http://bol.example.com" }, "https"],
    ["platform_location_not_valid", { platformLocationId: "1" }, "bol"],
    ["code_not_valid", { code: "My bol" }, "My bol"],
    ["country_not_valid", { countries: ["Holland"] }, "Holland"],
    ["location_not_found", { locationIds: [nodeId("Location", "00000000-0000-4000-8000-000000000000")] }, "0000"],
  ])("refuses with %s what is wrong: %j", async (code, wrong, word) => {
    const refusal = await ask(bol({ code: "wrong", ...wrong }));
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(word) });
    expect(refusal.message).not.toContain(hush);
  });

  test("tells where an input is malformed without a word of the credentials in it", async () => {
    for (const wrong of [{ name: null }, { platform: "ebay" }, { unknown: hush }, { locationIds: [7.5] }]) {
      const { errors } = await world.graphql(connect, { input: bol({ code: "wrong", ...wrong }) });
      expect(errors?.[0]?.message).toMatch(/^Variable "\$input" got an invalid value.+/);
      expect(JSON.stringify(errors)).not.toContain(hush);
    }
    expect(world.log.join("")).not.toContain(hush);
  });
});

describe("a channel", () => {
  const change = `... on ChannelChanged { channel { isLive isPaused } } ... on Refusal { code }`;
  const setLive = `mutation ($id: ID!, $to: Boolean!) { done: setChannelLive(channelId: $id, isLive: $to) { ${change} } }`;
  const pause = `mutation ($id: ID!, $to: Boolean!) { done: pauseChannel(channelId: $id, isPaused: $to) { ${change} } }`;
  const importAll = `mutation ($id: ID!) { done: importListings(channelId: $id) { ${change} } }`;

  test("pushes once it is live and not paused, and not before", async () => {
    const channel = await makeChannel(world.pool, { isLive: false, isPaused: true });
    const id = nodeId("Channel", channel.id);
    const push = `push:${channel.id}`;
    const done = (isLive: boolean, isPaused: boolean) => ({ done: { channel: { isLive, isPaused } } });
    expect(await world.ask(setLive, { id, to: true })).toEqual(done(true, true));
    expect(await jobs()).not.toContain(push);
    expect(await world.ask(pause, { id, to: false })).toEqual(done(true, false));
    expect(await jobs()).toContain(push);
    expect(await world.ask(pause, { id, to: true })).toEqual(done(true, true));
    expect(await world.ask(setLive, { id, to: false })).toEqual(done(false, true));
    expect(await world.ask(importAll, { id })).toEqual(done(false, true));
    expect(await jobs()).toContain(`import:${channel.id}`);
  });

  test("that does not exist is refused", async () => {
    const id = nodeId("Channel", "00000000-0000-4000-8000-000000000000");
    for (const mutation of [setLive, pause])
      expect(await world.ask(mutation, { id, to: true })).toEqual({ done: { code: "channel_not_found" } });
    expect(await world.ask(importAll, { id })).toEqual({ done: { code: "channel_not_found" } });
  });
});

test("listings are listed page by page, unlinked ones too, and linked by hand", async () => {
  const location = await makeLocation(world.pool);
  const channel = await makeChannel(world.pool, { locations: [location] });
  const product = await makeProduct(world.pool);
  await makeLevel(world.pool, product, location, 4);
  const made = [];
  for (const platformId of ["c", "a", "b"]) made.push(await makeListing(world.pool, { channel, platformId }));
  const list = `query ($channelId: ID, $status: ListingStatus, $after: String) {
    listings(first: 2, channelId: $channelId, status: $status, after: $after) {
      edges { node { id platformId status product { sku } published } } pageInfo { hasNextPage endCursor } } }`;
  interface Listings {
    listings: { edges: { node: { id: string; platformId: string } }[]; pageInfo: { endCursor: string } };
  }
  const asked = { channelId: nodeId("Channel", channel.id), status: "unlinked" };
  const { listings: first } = await world.ask<Listings>(list, asked);
  const { listings: second } = await world.ask<Listings>(list, { ...asked, after: first.pageInfo.endCursor });
  const found = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(found.map(({ platformId }) => platformId)).toEqual(["a", "b", "c"]);
  const link = `mutation ($listingId: ID!, $productId: ID) { linkListing(listingId: $listingId, productId: $productId) {
    ... on ListingChanged { listing { status published product { sku } } } ... on Refusal { code } } }`;
  const [{ id: listingId } = { id: "" }] = found;
  expect(await world.ask(link, { listingId, productId: nodeId("Product", product.id) })).toEqual({
    linkListing: { listing: { status: "linked", published: 4, product: { sku: product.sku } } },
  });
  expect(await world.ask(link, { listingId })).toEqual({
    linkListing: { listing: { status: "ignored", published: null, product: null } },
  });
  expect((await world.ask<Listings>(list, { ...asked, status: "ignored" })).listings.edges).toHaveLength(1);
});
