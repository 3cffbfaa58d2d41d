import { randomUUID } from "node:crypto";
import { type Adjust, applyBatch, audit, type Command, type ImportedLine, type Outcome } from "@stockpool/stock";
import { expect } from "vitest";
import { makeChannel } from "../make/channel.ts";
import { type FreshDatabase, freshDatabase } from "../make/database.ts";
import { makeListing } from "../make/listing.ts";
import { makeLocation } from "../make/location.ts";
import { makeProduct } from "../make/product.ts";

/** A database with two channels that draw on one warehouse, a place of no channel, and short words for what happens there. */
export async function makeWorld(connectionsMax = 10) {
  const db = await freshDatabase(connectionsMax);
  const warehouse = await makeLocation(db.pool, { priority: 1 });
  const shopify = await makeChannel(db.pool, { platform: "shopify", locations: [warehouse] });
  const bol = await makeChannel(db.pool, { platform: "bol", locations: [warehouse] });
  const elsewhere = await makeLocation(db.pool, { priority: 2 });
  return { db, pool: db.pool, warehouse, elsewhere, shopify, bol, drop: () => dropSound(db) };
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Every test ends with a proof that its database is sound. */
async function dropSound(db: FreshDatabase): Promise<void> {
  const breaches = await audit(db.pool);
  await db.drop();
  expect(breaches).toEqual([]);
}

/** A product with stock and a listing on both channels. */
export async function makeGoods(world: World, onHand: number) {
  const product = await makeProduct(world.pool);
  const onShopify = await makeListing(world.pool, { channel: world.shopify, product });
  const onBol = await makeListing(world.pool, { channel: world.bol, product });
  if (onHand > 0) await act(world, receiveOf(world, product, onHand));
  return { ...product, onShopify, onBol };
}

export async function act(world: World, command: Command): Promise<Outcome> {
  const [outcome] = await applyBatch(world.pool, [command], new Date());
  if (!outcome) throw new Error("apply gave no outcome");
  return outcome;
}

export function receiveOf(world: World, product: { id: string }, quantity: number, key: string = randomUUID()) {
  const where = { productId: product.id, locationId: world.warehouse.id };
  return { verb: "receive", key, actor: "test", reason: "delivery", quantity, ...where } satisfies Command;
}

export function adjustOf(world: World, product: { id: string }, change: Adjust["change"], key: string = randomUUID()) {
  const where = { productId: product.id, locationId: world.warehouse.id };
  return { verb: "adjust", key, actor: "test", reason: "miscounted", change, ...where } satisfies Command;
}

export interface OrderParts {
  id?: string;
  placedAt?: Date;
  updatedAt?: Date;
  country?: string | null;
  fulfilledBy?: "merchant" | "platform";
}

/** An order on a channel; each line names a listing and its units. */
export function orderOf(
  channel: { id: string },
  lines: (Partial<ImportedLine> & { platformId: string; ordered: number })[],
  parts: OrderParts = {},
) {
  const placedAt = parts.placedAt ?? new Date();
  const order = {
    platformOrderId: parts.id ?? randomUUID(),
    name: "#test",
    placedAt,
    updatedAt: parts.updatedAt ?? placedAt,
    country: parts.country === undefined ? "NL" : parts.country,
    fulfilledBy: parts.fulfilledBy ?? ("merchant" as const),
    lines: lines.map((line, index) => ({
      ...{ platformLineId: String(index + 1), sku: null, title: "thing", cancelled: 0, shipped: 0 },
      ...line,
    })),
  };
  return { verb: "import_order", channelId: channel.id, actor: "test", order } satisfies Command;
}

export async function levelOf(world: World, product: { id: string }) {
  const { rows } = await world.pool.query(
    "select on_hand, reserved, available from stock_level where product_id = $1 and location_id = $2",
    [product.id, world.warehouse.id],
  );
  return rows[0] ? { onHand: rows[0].on_hand, reserved: rows[0].reserved, available: rows[0].available } : null;
}

export async function publishedOf(world: World, listing: { id: string }): Promise<number | null> {
  const { rows } = await world.pool.query("select quantity from published_quantity where listing_id = $1", [
    listing.id,
  ]);
  return rows[0]?.quantity ?? null;
}

export async function shortOf(world: World, product: { id: string }): Promise<number> {
  const { rows } = await world.pool.query(
    "select coalesce(sum(quantity), 0)::int as units from shortage where product_id = $1 and ended_at is null",
    [product.id],
  );
  return rows[0].units;
}
