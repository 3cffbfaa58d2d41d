import { startTrialHub, type TrialHub } from "../trial/trial-hub.ts";
import { benchNested } from "./nested.ts";
import { benchRepublish } from "./republish.ts";
import { benchScale } from "./scale.ts";

const parts = { republish: tellRepublish, nested: tellNested, scale: tellScale };

type PoolPart = keyof typeof parts;

/** Whether this is one of the parts that need the pool alone: `republish`, `nested`, `scale`. */
export function isPoolPart(part: string | undefined): part is PoolPart {
  return part !== undefined && Object.hasOwn(parts, part);
}

/** Runs one part in a hub of its own and tells what it found. `products` is the size of the catalogue, where it matters. */
export async function benchPool(part: PoolPart, products: number | undefined): Promise<void> {
  const hub = await startTrialHub();
  try {
    console.table(await parts[part](hub, products));
  } finally {
    await hub.stop();
  }
}

async function tellRepublish(hub: TrialHub, products?: number) {
  const found = await benchRepublish(hub, products);
  return [
    {
      "republished listings": found.listings,
      "per second": Math.round(found.perSecond),
      wanted: "≥ 20000",
      "bare update, per second": Math.round(found.barePerSecond),
      "longest lock (ms)": Math.round(found.longestMs),
      allowed: "≤ 200",
    },
  ];
}

async function tellNested(hub: TrialHub) {
  const found = await benchNested(hub);
  return [
    {
      "orders per second": found.what,
      plain: Math.round(found.plainPerSecond),
      nested: Math.round(found.nestedPerSecond),
      costs: `${found.costs.toFixed(2)} ×`,
      wanted: `≤ ${found.wantedAtMost} ×`,
    },
  ];
}

async function tellScale(hub: TrialHub, products = 1_000_000) {
  return (await benchScale(hub, products)).map((found) => ({
    sold: found.what,
    products: found.products,
    listings: found.listings,
    "orders per second at 10,000 products": Math.round(found.smallPerSecond),
    "orders per second here": Math.round(found.largePerSecond),
    ratio: found.ratio.toFixed(2),
    wanted: `≥ ${found.wanted}`,
  }));
}
