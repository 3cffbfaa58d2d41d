import { createConnector } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signal } from "../../conformance/ask.ts";

const locations = [
  { name: "Warehouse", country: "NL" },
  { name: "Attic", country: "NL", isActive: false },
  { name: "Carrier", country: "BE", isFulfillmentService: true },
];
const app = { clientId: "client", clientSecret: "hush" };
const token = "shpat_of-an-older-app";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  expect(await sandbox.control.violations()).toEqual([]);
  await sandbox.close();
});

type Settings = Partial<Parameters<Sandbox["control"]["putShopify"]>[1]>;

/** A shop of its own, checked with these credentials and places. */
async function check(name: string, settings: Settings, placeNames: string[], credentials: object = app) {
  const made = await sandbox.control.putShopify(name, { ...app, locations, ...settings });
  const places = placeNames.map((wanted) => made.locations.find((place) => place.name === wanted)?.id ?? wanted);
  const [locationId, ...otherLocationIds] = places;
  const connector = createConnector({
    ...{ platform: "shopify", baseUrl: `${sandbox.url}${made.path}`, allowHttp: true },
    ...{ credentials: { ...credentials, shop: made.domain }, settings: { locationId, otherLocationIds } },
  });
  return { places, ...(await connector.check(signal)) };
}

test("a shop in which all is well has no problems, and offers the places whose stock is its own", async () => {
  const { problems, locations: offered } = await check("well", {}, ["Warehouse"]);
  expect(problems).toEqual([]);
  expect(offered).toMatchObject([
    { name: "Attic", isActive: false },
    { name: "Warehouse", country: "NL", isActive: true, sellsOnline: true },
  ]);
});

test("the permanent token of an older app lets the hub in, and a wrong one is told", async () => {
  const credentials = { accessToken: token, clientSecret: "hush" };
  expect((await check("older", { accessToken: token }, ["Warehouse"], credentials)).problems).toEqual([]);
  const { problems } = await check("older", { accessToken: "shpat_another" }, ["Warehouse"], credentials);
  expect(problems).toEqual([expect.stringContaining("does not take the access token")]);
  expect(problems.join()).not.toContain(token);
});

test("scopes that are missing are named with what each is for", async () => {
  const scopes = ["read_products", "read_inventory", "read_locations", "write_orders"];
  const { problems } = await check("narrow", { scopes }, ["Warehouse"]);
  expect(problems).toHaveLength(1);
  for (const named of [
    "write_inventory (write quantities)",
    "read_returns (",
    "write_merchant_managed_fulfillment_orders (",
  ])
    expect(problems[0]).toContain(named);
  // Who may write may read.
  expect(problems[0]).not.toContain("read_orders");
});

test("each of the channel's places that takes no quantities is named, also when the first one does", async () => {
  const gone = "gid://shopify/Location/4711";
  const { problems, places } = await check("places", {}, ["Warehouse", "Attic", "Carrier", gone]);
  expect(problems).toEqual([
    `location Attic (${places[1]}) is not active; the shop has Warehouse (${places[0]})`,
    `location Carrier (${places[2]}) is a fulfilment service's, which keeps its stock itself; the shop has Warehouse (${places[0]})`,
    `the shop has no location ${gone}; the shop has Warehouse (${places[0]})`,
  ]);
});
