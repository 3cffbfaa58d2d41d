import { addLocation, applyBatch } from "@stockpool/stock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ean } from "../channels/make/ean.ts";
import { makeProduct } from "../make/product.ts";
import { until } from "./make/until.ts";
import { makeWorld, type World } from "./make/world.ts";

let world: World;
let mirror: string;

beforeEach(async () => {
  world = await makeWorld(10);
  const place = { code: "lvb", name: "LVB", kind: "channel_fulfilled", country: "NL" } as const;
  const added = await addLocation(world.database.pool, { ...place, mirrorsChannelId: world.bol.channel.id });
  if (added.kind === "refused") throw new Error(added.refusal.message);
  mirror = added.locationId;
  await world.work();
});

afterEach(() => world.end());

async function read() {
  const { channel } = world.bol;
  const before = await readings();
  await world.database.pool.query(
    "select graphile_worker.add_job('read_warehouse', json_build_object('channelId', $1::text))",
    [channel.id],
  );
  return before;
}

async function readings(): Promise<string | null> {
  const { rows } = await world.database.pool.query<{ at: string | null }>(
    "select mirrored_at::text as at from location where id = $1",
    [mirror],
  );
  return rows[0]?.at ?? null;
}

async function readWhole() {
  const before = await read();
  await until("the warehouse was read", async () => (await readings()) !== before);
}

async function levelOf(product: { id: string }) {
  const { rows } = await world.database.pool.query<{ onHand: number; unavailable: number }>(
    `select on_hand as "onHand", unavailable from stock_level where location_id = $1 and product_id = $2`,
    [mirror, product.id],
  );
  return rows[0];
}

async function keep(number: number, regular: number, graded = 0) {
  const product = { sku: `lvb-${number}`, barcode: ean(80_000 + number), title: "LVB", stock: 0 };
  await world.sandbox.control.putProducts("bol", world.bol.shop, [{ ...product, lvb: { regular, graded } }]);
}

test("the location shows what lies in bol's warehouse, only differences move, and the pool is not touched", async () => {
  const [one, other] = await Promise.all(
    [1, 2].map((number) => makeProduct(world.database.pool, { barcodes: [ean(80_000 + number)] })),
  );
  if (!one || !other) throw new Error("no products");
  await keep(1, 5, 2);
  await keep(2, 3);
  await keep(3, 9);
  await readWhole();
  expect(await levelOf(one)).toEqual({ onHand: 7, unavailable: 2 });
  expect(await levelOf(other)).toEqual({ onHand: 3, unavailable: 0 });
  const count = async () => {
    const { rows } = await world.database.pool.query<{ count: number }>(
      "select count(*)::int from movement where location_id = $1",
      [mirror],
    );
    return rows[0]?.count;
  };
  expect(await count()).toBe(2);
  await readWhole();
  expect(await count()).toBe(2);
  await keep(1, 4, 2);
  await readWhole();
  expect(await levelOf(one)).toEqual({ onHand: 6, unavailable: 2 });
  expect(await count()).toBe(3);
  expect(await world.available()).toBe(10);
});

test("a reading that breaks off after its first page changes nothing", async () => {
  const known = await makeProduct(world.database.pool, { barcodes: [ean(80_059)] });
  for (let number = 0; number < 60; number++) await keep(number, 4);
  await readWhole();
  expect(await levelOf(known)).toEqual({ onHand: 4, unavailable: 0 });
  await world.sandbox.control.plantFault({
    ...{ on: "request", platform: "bol", operation: "GET /retailer/inventory", action: "server_error" },
    ...{ after: 1, times: 9 },
  });
  const before = await read();
  await until("it gave up", async () => {
    const tried = await world.sandbox.control.requests({ operation: "GET /retailer/inventory" });
    const { rows } = await world.database.pool.query(
      "select from graphile_worker.jobs where task_identifier = 'read_warehouse'",
    );
    return tried.length > 4 && rows.length === 0;
  });
  expect(await readings()).toBe(before);
  expect(await levelOf(known)).toEqual({ onHand: 4, unavailable: 0 });
});

test("a person cannot change what only the platform knows", async () => {
  const [outcome] = await applyBatch(
    world.database.pool,
    [
      {
        ...{ verb: "receive", productId: world.product.id, locationId: mirror, quantity: 1 },
        ...{ key: "by hand", actor: "anna", reason: "delivery" },
      },
    ],
    new Date(),
  );
  expect(outcome).toMatchObject({ kind: "refused", refusal: { code: "location_is_read_only" } });
});
