import { randomBytes } from "node:crypto";
import { type Connector, createConnector, PlatformError, type WantedQuantity } from "@stockpool/channels";
import { type Sandbox, startSandbox } from "@stockpool/sandbox";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

const signal = new AbortController().signal;
const webhookSecret = `whsec_${randomBytes(32).toString("base64")}`;
let sandbox: Sandbox;
let connector: Connector;
let address: string;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  const name = `portal-${randomBytes(4).toString("hex")}`;
  const { path } = await sandbox.control.putOwn(name, {
    ...{ kind: "portal", title: "Portal", channel: "portal", country: "NL", locationId: null },
    ...{ graphqlUrl: "http://127.0.0.1:9/nobody", apiKey: "none", webhookSecret },
  });
  address = `${sandbox.url}${path}`;
  const options = { platform: "portal", credentials: { webhookSecret }, settings: {}, allowHttp: true };
  connector = createConnector({ ...options, baseUrl: `${address}/messages` });
});
afterAll(() => sandbox.close());

const refuse = (messages: number, isTaken = false) =>
  sandbox.control.refuseOwn(address.split("/").at(-1) ?? "", messages, isTaken);

async function read<Body>(what: string): Promise<Body> {
  return (await fetch(`${address}/${what}`)).json();
}

/** The messages that came, oldest first. */
async function messages() {
  const told = await read<{ id: string; type: string; status: number }[]>("messages");
  return told.toReversed().map(({ id, type, status }) => `${id} ${type} ${status}`);
}

async function shown(sku: string) {
  const told = await read<{ sku: string; quantity: number }[]>("told");
  return told.find((row) => row.sku === sku)?.quantity;
}

function wanted(pushId: string, sku: string, quantity: number): WantedQuantity {
  const ids = { pushId, listingId: `listing of ${sku}`, platformId: sku, platformStockId: null };
  return { ...ids, quantity, expected: null, openUnits: 0 };
}

test("a message that is not taken is sent again twice at once, under the same id", async () => {
  await refuse(2);
  const { results } = await connector.pushQuantities([wanted("one", "MUG", 7), wanted("two", "BOWL", 2)], signal);
  expect(results.map(({ kind }) => kind)).toEqual(["confirmed", "confirmed"]);
  expect(await messages()).toEqual(["one stock.published 503", "one stock.published 503", "one stock.published 200"]);
  expect([await shown("MUG"), await shown("BOWL")]).toEqual([7, 2]);
});

test("one that is never taken is trouble, and confirms nothing", async () => {
  await refuse(3);
  await expect(connector.pushQuantities([wanted("one", "MUG", 7)], signal)).rejects.toThrow(PlatformError);
  expect(await messages()).toHaveLength(3);
  expect(await shown("MUG")).toBeUndefined();
});

test("a parcel of which only the answer was lost is told again under the same id, so that a system can count it once", async () => {
  await refuse(1, true);
  const shipment = {
    ...{ shipmentId: "parcel-1", platformOrderId: "1001", carrier: "PostNL", tracking: "3S", trackingUrl: null },
    lines: [{ platformLineId: "1", quantity: 2, toldBefore: 0 }],
  };
  expect(await connector.ship(shipment, signal)).toEqual({ kind: "told" });
  expect(await messages()).toEqual(["parcel-1 order.shipped 503", "parcel-1 order.shipped 200"]);
  expect(await read("parcels")).toEqual([
    {
      reference: "1001",
      carrier: "PostNL",
      tracking: "3S",
      trackingUrl: null,
      lines: [{ reference: "1", quantity: 2 }],
    },
  ]);
});

test("an older number that comes late, and a message that comes twice, change nothing", async () => {
  const old = message("late", 60, 9);
  const sent = message("newer", 0, 4);
  expect([await post(sent), await post(sent), await post(old)]).toEqual([200, 200, 200]);
  expect(await shown("MUG")).toBe(4);
});

/** A message of the hub, as it was some seconds ago. */
function message(id: string, secondsAgo: number, quantity: number): RequestInit {
  const at = new Date(Date.now() - secondsAgo * 1_000);
  const data = { quantities: [{ sku: "MUG", quantity }] };
  const body = JSON.stringify({ type: "stock.published", timestamp: at.toISOString(), data });
  const headers = {
    ...{ "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)) },
    "webhook-signature": new Webhook(webhookSecret).sign(id, at, body),
  };
  return { method: "POST", body, headers };
}

async function post(request: RequestInit): Promise<number> {
  return (await fetch(`${address}/messages`, request)).status;
}

test("a message that somebody else signed counts for nothing", async () => {
  const forged = message("forged", 0, 99);
  const headers = { ...Object(forged.headers), "webhook-id": "another" };
  expect(await post({ ...forged, headers })).toBe(401);
  expect(await shown("MUG")).toBeUndefined();
});
