import { startSandbox } from "@stockpool/sandbox";
import { startWorker } from "@stockpool/worker";
import { pino } from "pino";
import { expect, test } from "vitest";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "../worker/make/until.ts";
import { type Call, caller, recipe } from "./read-recipe.ts";
import { makeApiWorld, nodeId, readJson, stockpoolSecret } from "./world.ts";

test("the ERP recipe in docs/api.md does what it says", async () => {
  const world = await makeApiWorld();
  const product = await makeProduct(world.pool, { sku: "MUG-01" });
  const location = await makeLocation(world.pool, { code: "main" });
  const { createApiKey } = await world.ask<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(name: "ERP") { key } }',
  );
  const words = new Map([
    ["KEY", createApiKey.key],
    ["PRODUCT_ID", nodeId("Product", product.id)],
    ["LOCATION_ID", nodeId("Location", location.id)],
  ]);
  const call = caller(world, words);
  const send = async (one: Call | undefined) => readJson(await call(one));
  const [find, locations, receive, movements, ...others] = recipe("api.md", "an ERP that receives goods");
  expect(others).toEqual([]);
  expect(await send(find)).toMatchObject({ data: { product: { onHand: 0, id: nodeId("Product", product.id) } } });
  expect(await send(locations)).toMatchObject({ data: { locations: [{ code: "main" }] } });
  expect(await send(receive)).toMatchObject({ data: { receiveStock: { isRepeated: false, level: { onHand: 24 } } } });
  expect(await send(receive)).toMatchObject({ data: { receiveStock: { isRepeated: true, level: { onHand: 24 } } } });
  expect(await send(movements)).toMatchObject({
    data: { movements: { edges: [{ node: { onHandDelta: 24, operation: { actor: "ERP (API key)" } } }] } },
  });
  await world.close();
});

interface Listings {
  data: {
    listings: { edges: { node: { id: string; sku: string; status: string; published: number | null } }[] };
  };
}

test("the recipe in docs/api.md connects a shop to an empty hub, through the API alone", async () => {
  const world = await makeApiWorld();
  const sandbox = await startSandbox();
  const databaseUrl = world.db.url;
  const logger = pino({ level: "silent" });
  const worker = await startWorker({
    databaseUrl,
    secret: stockpoolSecret,
    allowHttp: true,
    webhookBaseUrl: null,
    logger,
  });
  const client = { clientId: "the-client", clientSecret: "the-clients-secret" };
  const shop = await sandbox.control.putShopify("my-shop", client);
  await sandbox.control.putProducts("shopify", "my-shop", [
    { sku: "mug", title: "Mug", barcode: "8712345678906", stock: 0 },
    { sku: "bowl", title: "Bowl", stock: 3 },
  ]);
  const words = new Map([
    ["EMAIL", world.admin.email],
    ["PASSWORD", world.admin.password],
    ["CLIENT_ID", client.clientId],
    ["CLIENT_SECRET", client.clientSecret],
    ["my-shop.myshopify.com", shop.domain],
    ["gid://shopify/Location/1", shop.locations[0]?.id ?? ""],
    // A real shop needs no address; the sandbox's is not its own.
    ["shopify", `shopify","baseUrl":"${sandbox.url}${shop.path}`],
  ]);
  const call = caller(world, words);
  const ask = async <Body>(one: Call | undefined) => readJson<Body>(await call(one));
  const calls = recipe("api.md", "connect a real shop");
  const [signIn, makeKey, addPlace, addProducts, receive, connect, list, link, rule, goLive, ...others] = calls;
  expect(others).toEqual([]);

  expect((await call(signIn)).status).toBe(200);
  const made = await ask<{ data: { createApiKey: { key: string } } }>(makeKey);
  words.set("KEY", made.data.createApiKey.key);
  const placed = await ask<{ data: { addLocation: { location: { id: string } } } }>(addPlace);
  words.set("LOCATION_ID", placed.data.addLocation.location.id);
  const added = await ask<{ data: { addProducts: { product: { id: string; sku: string } }[] } }>(addProducts);
  const [mug, bowl] = added.data.addProducts;
  words.set("PRODUCT_ID", mug?.product.id ?? "").set("OTHER_PRODUCT_ID", bowl?.product.id ?? "");
  expect(await ask(receive)).toEqual({ data: { receiveStock: { level: { available: 24 } } } });
  const connected = await ask<{ data: { connectChannel: { channel: { id: string } } } }>(connect);
  expect(connected).toMatchObject({ data: { connectChannel: { channel: { isLive: false } } } });
  words.set("CHANNEL_ID", connected.data.connectChannel.channel.id);

  const listings = await until("the listings are imported", async () => {
    const { data } = await ask<Listings>(list);
    const found = data.listings.edges.map(({ node }) => node);
    return found.length === 2 && found.some(({ status }) => status === "linked") && found;
  });
  const unlinked = listings.find(({ status }) => status === "unlinked");
  expect(listings.find(({ status }) => status === "linked")).toMatchObject({ sku: "mug", published: 24 });
  words.set("LISTING_ID", unlinked?.id ?? "");
  expect(await ask(link)).toEqual({ data: { linkListing: { listing: { status: "linked", published: 0 } } } });
  expect(await ask(rule)).toEqual({ data: { setRule: { rule: { safetyStockUnits: 2 } } } });
  expect(await sandbox.control.stock("shopify", "my-shop")).toEqual({ mug: 0, bowl: 3 });
  expect(await ask(goLive)).toEqual({ data: { setChannelLive: { channel: { isLive: true } } } });
  await until("the shop shows the hub's numbers", async () => {
    const { mug: shown, bowl: none } = await sandbox.control.stock("shopify", "my-shop");
    return shown === 22 && none === 0;
  });

  await worker.stop();
  await sandbox.close();
  await world.close();
});
