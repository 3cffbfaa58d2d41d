import { applyBatch } from "@stockpool/stock";
import type { TrialHub } from "../trial/trial-hub.ts";
import { confirmAll, type Filled, fillCatalogue } from "./fill.ts";
import { orderOf } from "./nested.ts";

export interface Scale {
  products: number;
  listings: number;
  smallPerSecond: number;
  largePerSecond: number;
  /** Large ÷ small, the median of the rounds. */
  ratio: number;
  /** What the project promises. */
  wanted: number;
}

const rounds = 5;
const warmUpRounds = 8;
const smallProducts = 10_000;
const channels = 3;
const batches = 10;
const batchSize = 500;

/** Whether orders are taken in as fast in a large catalogue as in one of 10,000 products; both are in one database. */
export async function benchScale(hub: TrialHub, products: number): Promise<Scale> {
  const small = await fillCatalogue(hub.pool, smallProducts, channels);
  const large = await fillCatalogue(hub.pool, products, channels);
  const found: [small: number, large: number][] = [];
  await warmUp(hub, small, smallProducts);
  await warmUp(hub, large, products);
  for (let round = 0; round < rounds; round++) {
    found.push([await ordersPerSecond(hub, small, smallProducts), await ordersPerSecond(hub, large, products)]);
  }
  const [before, after] = found.sort((a, b) => a[1] / a[0] - b[1] / b[0])[Math.floor(rounds / 2)] ?? [0, 0];
  const size = { products, listings: products * channels };
  return { ...size, smallPerSecond: before, largePerSecond: after, ratio: after / before, wanted: 0.8 };
}

/**
 * Not measured: filling ends with a checkpoint, after which Postgres writes each page whole when it changes for the first time. At these
 * rates that is over after seconds, of the minutes between two checkpoints.
 */
async function warmUp(hub: TrialHub, filled: Filled, products: number): Promise<void> {
  for (let round = 0; round < warmUpRounds; round++) await ordersPerSecond(hub, filled, products);
}

async function ordersPerSecond(hub: TrialHub, filled: Filled, products: number): Promise<number> {
  const all = Array.from({ length: batches }, () =>
    Array.from({ length: batchSize }, () => orderOf(filled, 1 + Math.floor(Math.random() * products))),
  );
  await confirmAll(hub.pool);
  const begin = performance.now();
  for (const orders of all) await applyBatch(hub.pool, orders, new Date());
  return (batches * batchSize) / ((performance.now() - begin) / 1000);
}
