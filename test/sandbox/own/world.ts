import { randomBytes, randomUUID } from "node:crypto";
import { createApi } from "@stockpool/api";
import { seal } from "@stockpool/channels";
import { freePort } from "@stockpool/prisma/embedded";
import type { OwnSettings } from "@stockpool/sandbox";
import { connectChannel } from "@stockpool/stock";
import { pino } from "pino";
import { z } from "zod";
import { signIn } from "../../../bin/demo/ask-hub.ts";
import { makeProduct } from "../../make/product.ts";
import { until } from "../../worker/make/until.ts";
import { makeWorld, secret, type World } from "../../worker/make/world.ts";

/** A hub with a portal and a till in the sandbox, which know it by its public API only. */
export interface OwnWorld {
  world: World;
  /** Two products, with so many units each. */
  mug: string;
  bowl: string;
  /** What a page was opened with. */
  settings(name: "portal" | "till"): OwnSettings;
  /** The address of a page. */
  address(name: "portal" | "till"): string;
  /** Presses a button of a page. */
  press(name: "portal" | "till", what: string, body: object): Promise<{ isDone: boolean; text: string }>;
  /** What a page lists below its basket. */
  books(name: "portal" | "till"): Promise<Books>;
  /** What a page says of a product. */
  shown(name: "portal" | "till", sku: string): Promise<{ title: string; quantity: number | null } | undefined>;
  end(): Promise<void>;
}

interface Books {
  holds: { reference: string; endedAs: string | null; secondsLeft: number }[];
  orders: {
    reference: string;
    status?: string;
    hubLines: { sku: string; ordered: number; cancelled: number; shipped: number; returned: number }[];
  }[];
}

const webhookSecret = `whsec_${randomBytes(32).toString("base64")}`;
const location = z.object({ locations: z.array(z.object({ id: z.string() })) });
const key = z.object({ createApiKey: z.object({ key: z.string() }) });

/** Starts the hub, the worker and the sandbox, and waits until the portal shows the stock. */
export async function makeOwnWorld(stock: number): Promise<OwnWorld> {
  const world = await makeWorld(stock);
  const mug = world.sku;
  const bowl = await makeBowl(world, stock);
  const admin = { email: "anna@example.com", password: randomBytes(12).toString("base64url") };
  const port = await freePort(0);
  const apiUrl = `http://127.0.0.1:${port}`;
  const options = { databaseUrl: world.database.url, databaseReadUrl: null, apiUrl, webUrl: apiUrl };
  const authSecret = randomBytes(32).toString("base64");
  const api = await createApi(
    { ...options, authSecret, stockpoolSecret: secret, firstAdmin: admin, allowHttp: true },
    pino({ level: process.env.LOG_LEVEL ?? "silent" }),
  );
  await api.listen(port);
  const hub = await signIn(apiUrl, admin.email, admin.password);
  const { createApiKey } = await hub.ask('mutation { createApiKey(name: "own") { key } }', {}, key);
  const { locations } = await hub.ask("{ locations { id } }", {}, location);
  const settings = (kind: "portal" | "till"): OwnSettings => ({
    ...{ kind, title: `The ${kind}`, channel: kind, country: "NL", webhookSecret },
    ...{ graphqlUrl: `${apiUrl}/api/graphql`, apiKey: createApiKey.key },
    locationId: kind === "till" ? (locations[0]?.id ?? null) : null,
  });
  for (const kind of ["portal", "till"] as const) await open(world, settings(kind));
  await world.work();
  const address = (name: string) => `${world.sandbox.url}/own/${name}`;
  const get = async (path: string) => (await fetch(path)).json();
  const own: OwnWorld = {
    ...{ world, mug, bowl, settings, address },
    press: async (name, what, body) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${address(name)}/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
      return answer.json();
    },
    books: (name) => get(`${address(name)}/books`),
    shown: async (name, sku) => {
      const shelf: { rows: { sku: string; title: string; quantity: number | null }[] } = await get(
        `${address(name)}/shelf?search=${encodeURIComponent(sku)}`,
      );
      return shelf.rows.find((row) => row.sku === sku);
    },
    end: async () => {
      await api.close();
      await world.end();
    },
  };
  await until("portal and till show the stock", async () => {
    const all = await Promise.all([own.shown("portal", mug), own.shown("portal", bowl), own.shown("till", mug)]);
    return all.every((row) => row?.quantity === stock);
  });
  return own;
}

async function makeBowl(world: World, quantity: number): Promise<string> {
  const { id: productId, sku } = await makeProduct(world.database.pool);
  const act = { verb: "receive", key: randomUUID(), actor: "test", reason: "delivery" } as const;
  await world.command({ ...act, productId, locationId: world.location.id, quantity });
  return sku;
}

async function open(world: World, settings: OwnSettings) {
  const { kind, channel } = settings;
  const { path } = await world.sandbox.control.putOwn(kind, settings);
  const connected = await connectChannel(world.database.pool, {
    ...{ code: channel, name: kind, platform: kind === "till" ? "pos" : "portal", writeKind: "absolute" },
    ...{ baseUrl: `${world.sandbox.url}${path}/messages`, sealedCredentials: seal(secret, { webhookSecret }) },
    ...{ countries: ["NL"], locationIds: [world.location.id], liveSince: new Date() },
  });
  if (connected.kind === "refused") throw new Error(connected.refusal.message);
}
