import type { TrialHub } from "../trial/trial-hub.ts";
import { confirmAll, type Filled, fillCatalogue } from "./fill.ts";
import { ordersPerSecond } from "./inbox.ts";

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
const smallProducts = 10_000;
const channels = 3;
const ordersEach = 20_000;
const warmUpOrders = 40_000;

/**
 * Whether orders are taken in from a filled inbox as fast in a large catalogue as in one of 10,000 products, every product sold as often as any
 * other; both are in one database.
 */
export async function benchScale(hub: TrialHub, products: number): Promise<Scale> {
  const small = await fillCatalogue(hub, smallProducts, channels);
  const large = await fillCatalogue(hub, products, channels);
  await hub.startWorker();
  // Not measured: filling ends with a checkpoint, after which Postgres writes each page whole when it changes for the first time. At these
  // rates that is over after seconds, of the minutes between two checkpoints.
  await takeIn(hub, small, smallProducts, warmUpOrders);
  await takeIn(hub, large, products, warmUpOrders);
  const found: [small: number, large: number][] = [];
  for (let round = 0; round < rounds; round++) {
    found.push([await takeIn(hub, small, smallProducts, ordersEach), await takeIn(hub, large, products, ordersEach)]);
  }
  const [before, after] = found.sort((a, b) => a[1] / a[0] - b[1] / b[0])[Math.floor(rounds / 2)] ?? [0, 0];
  const size = { products, listings: products * channels };
  return { ...size, smallPerSecond: before, largePerSecond: after, ratio: after / before, wanted: 0.8 };
}

async function takeIn(hub: TrialHub, { channelIds: [channelId = ""] }: Filled, products: number, orders: number) {
  await confirmAll(hub.pool);
  return ordersPerSecond(hub, { channelId }, orders, () => 1 + Math.floor(Math.random() * products));
}
