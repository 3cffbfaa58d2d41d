import { addProducts, applyBatch, newId } from "@stockpool/stock";
import type pg from "pg";
import type { TrialHub } from "../trial/trial-hub.ts";
import { type Filled, fillCatalogue } from "./fill.ts";

export interface Nested {
  what: string;
  plainPerSecond: number;
  nestedPerSecond: number;
  /** Plain ÷ nested, the median of the rounds: what bundles and rules cost. */
  costs: number;
  /** What the project promises. */
  wantedAtMost: number;
}

const rounds = 5;
const products = 500;
const batches = 8;

/** What it costs an order that its products sit in bundles inside bundles, listed too, and carry three rules each. */
export async function benchNested(hub: TrialHub): Promise<Nested> {
  const plain = await fillCatalogue(hub, products, 1);
  const nested = await fillCatalogue(hub, products, 1);
  await nest(hub.pool, nested);
  const found: [plain: number, nested: number][] = [];
  for (let round = 0; round < rounds; round++) {
    found.push([await ordersPerSecond(hub.pool, plain), await ordersPerSecond(hub.pool, nested)]);
  }
  const [fast, slow] = found.sort((a, b) => a[0] / a[1] - b[0] / b[1])[Math.floor(rounds / 2)] ?? [0, 0];
  const what = "products in nested bundles, three rules each";
  return { what, plainPerSecond: fast, nestedPerSecond: slow, costs: fast / slow, wantedAtMost: 2 };
}

/** Each product in a bundle, that one in another, and rules for the product, for it on the channel, and for the bundle. */
async function nest(pool: pg.Pool, { channelIds: [channelId], productIdOf }: Filled): Promise<void> {
  const ids = await Promise.all(Array.from({ length: products }, (_, index) => productIdOf(index + 1)));
  const inner = await addBundles(pool, ids, 2);
  const outer = await addBundles(pool, inner, 1);
  const bundles = [...inner, ...outer];
  await pool.query(
    `insert into listing (id, channel_id, product_id, platform_id, title, status)
     select gen_random_uuid(), $1, id, id::text, 'Bundle', 'linked' from unnest($2::uuid[]) as id`,
    [channelId, bundles],
  );
  for (const [channel, rows] of [
    [null, ids],
    [channelId, ids],
    [null, inner],
  ] as const) {
    await pool.query(
      `insert into rule (id, channel_id, product_id, safety_stock_units, cap)
       select gen_random_uuid(), $1, id, 2, 900000 from unnest($2::uuid[]) as id`,
      [channel, rows],
    );
  }
  await applyBatch(pool, [{ verb: "republish", productIds: ids }], new Date());
}

async function addBundles(pool: pg.Pool, ids: string[], quantity: number): Promise<string[]> {
  const news = ids.map((productId) => ({ sku: newId(), title: "Bundle", components: [{ productId, quantity }] }));
  return (await addProducts(pool, news)).map((added) => {
    if (added.kind === "refused") throw new Error(added.refusal.message);
    return added.productId;
  });
}

async function ordersPerSecond(pool: pg.Pool, filled: Filled): Promise<number> {
  const begin = performance.now();
  for (let batch = 0; batch < batches; batch++) {
    const orders = Array.from({ length: products }, (_, index) => orderOf(filled, index + 1));
    await applyBatch(pool, orders, new Date());
  }
  return (products * batches) / ((performance.now() - begin) / 1000);
}

/** An order of one unit of the product of this place, as a channel tells it. */
export function orderOf({ channelIds: [channelId = ""], platformIdOf }: Filled, place: number) {
  const at = new Date();
  const id = newId();
  const line = { platformLineId: "1", platformId: platformIdOf(place), sku: null, title: "Bench" };
  return {
    ...{ verb: "import_order" as const, channelId, actor: "bench" },
    order: {
      ...{ platformOrderId: id, name: id, placedAt: at, updatedAt: at, country: "NL" },
      ...{ fulfilledBy: "merchant" as const, lines: [{ ...line, ordered: 1, cancelled: 0, shipped: 0 }] },
    },
  };
}
