import type { TrialHub } from "../trial/trial-hub.ts";
import { confirmAll, type Filled, fillCatalogue } from "./fill.ts";
import { ordersPerSecond } from "./inbox.ts";

export interface Scale {
  /** Which products are sold. */
  what: string;
  products: number;
  listings: number;
  smallPerSecond: number;
  largePerSecond: number;
  /** Large ÷ small, the median of the rounds. */
  ratio: number;
  /** What the project promises. */
  wanted: number;
}

/** A product's place, from 1, out of so many. */
type Choose = (products: number) => number;

/** Single rounds differ by a tenth. */
const rounds = 9;
const smallProducts = 10_000;
const channels = 3;
const ordersEach = 20_000;
/** Enough to change nearly every page of the large catalogue once. */
const warmUpOrders = 200_000;

const anyone: Choose = (products) => 1 + Math.floor(Math.random() * products);

/**
 * A fifth of the products bring four fifths of the sales, as shops know it. Within each part all sell alike: in a steeper law the first
 * product's part depends on how many there are, and batches that name it many times cost less, however large the catalogue.
 */
const favourites: Choose = (products) => {
  const few = products / 5;
  return 1 + Math.floor(Math.random() < 0.8 ? few * Math.random() : few + (products - few) * Math.random());
};

/**
 * Whether orders are taken in from a filled inbox as fast in a large catalogue as in one of 10,000 products; both are in one database. The
 * hardest case is that every product is sold as often as any other: then nothing that a sale touches is at hand.
 */
export async function benchScale(hub: TrialHub, products: number): Promise<Scale[]> {
  const catalogues = {
    small: { filled: await fillCatalogue(hub, smallProducts, channels), products: smallProducts },
    large: { filled: await fillCatalogue(hub, products, channels), products },
  };
  await hub.startWorker();
  // Not measured: after a checkpoint Postgres writes each page whole when it changes for the first time. At these rates that is over
  // after a minute, of the quarter of an hour between two checkpoints.
  await takeIn(hub, catalogues.large, warmUpOrders, anyone);
  await takeIn(hub, catalogues.small, ordersEach, anyone);
  return [
    await compare(hub, catalogues, "a fifth of the products bring four fifths of the sales", favourites),
    await compare(hub, catalogues, "every product is sold as often as any other", anyone),
  ];
}

interface Catalogue {
  filled: Filled;
  products: number;
}

async function compare(
  hub: TrialHub,
  { small, large }: Record<"small" | "large", Catalogue>,
  what: string,
  choose: Choose,
): Promise<Scale> {
  const found: [small: number, large: number][] = [];
  for (let round = 0; round < rounds; round++) {
    found.push([await takeIn(hub, small, ordersEach, choose), await takeIn(hub, large, ordersEach, choose)]);
  }
  const [before, after] = found.sort((a, b) => a[1] / a[0] - b[1] / b[0])[Math.floor(rounds / 2)] ?? [0, 0];
  const size = { products: large.products, listings: large.products * channels };
  return { what, ...size, smallPerSecond: before, largePerSecond: after, ratio: after / before, wanted: 0.8 };
}

async function takeIn(hub: TrialHub, { filled, products }: Catalogue, orders: number, choose: Choose): Promise<number> {
  const [channelId = ""] = filled.channelIds;
  await confirmAll(hub.pool);
  return ordersPerSecond(hub, { channelId }, orders, () => choose(products));
}
