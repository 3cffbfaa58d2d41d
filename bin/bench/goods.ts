import { seal } from "@stockpool/channels";
import { addChannel, addLocation, addProducts, applyBatch, importListings } from "@stockpool/stock";
import { demoEan } from "../demo/ean.ts";
import type { TrialHub } from "../trial/trial-hub.ts";

export interface BenchGoods {
  channelId: string;
  locationId: string;
  /** Plain products, each with a listing on the channel whose variant is its place, from 1. */
  productIds: string[];
}

const chunk = 1000;
const unitsEach = 1_000_000;

/** A Shopify channel in shadow, so that only taking orders in is measured, with plenty of stock. */
export async function makeGoods(hub: TrialHub, count: number): Promise<BenchGoods> {
  const place = await addLocation(hub.pool, {
    code: `bench-${count}`,
    name: "Bench",
    kind: "warehouse",
    country: "NL",
  });
  if (place.kind === "refused") throw new Error(place.refusal.message);
  const { locationId } = place;
  const channelId = await makeChannel(hub, `bench-${count}`, locationId);
  const productIds: string[] = [];
  for (let from = 1; from <= count; from += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, count - from + 1) }, (_, index) => from + index);
    productIds.push(...(await addChunk(hub, { channelId, locationId }, count, numbers)));
  }
  return { channelId, locationId, productIds };
}

async function makeChannel(hub: TrialHub, code: string, locationId: string): Promise<string> {
  const credentials = { shop: `${code}.myshopify.com`, clientId: "bench", clientSecret: "bench" };
  const channel = await addChannel(hub.pool, {
    ...{ code, name: code, platform: "shopify", writeKind: "compare_and_set", baseUrl: "https://bench.example" },
    ...{
      sealedCredentials: seal(hub.secret, credentials),
      countries: ["NL"],
      locationIds: [locationId],
      liveSince: null,
    },
  });
  if (channel.kind === "refused") throw new Error(channel.refusal.message);
  return channel.channelId;
}

async function addChunk(
  hub: TrialHub,
  { channelId, locationId }: { channelId: string; locationId: string },
  series: number,
  numbers: number[],
): Promise<string[]> {
  const eanOf = (number: number) => demoEan(series * 100_000 + number);
  const news = numbers.map((number) => ({
    sku: `BENCH-${series}-${number}`,
    title: `Bench product ${number}`,
    barcodes: [eanOf(number)],
  }));
  const productIds = (await addProducts(hub.pool, news)).map((added) => {
    if (added.kind === "refused") throw new Error(added.refusal.message);
    return added.productId;
  });
  const act = { verb: "receive", actor: "bench", reason: "opening stock", locationId, quantity: unitsEach } as const;
  const at = new Date();
  await applyBatch(
    hub.pool,
    productIds.map((productId) => ({ ...act, productId, key: `opening/${productId}` })),
    at,
  );
  const listings = numbers.map((number) => ({
    ...{ platformId: variantGid(number), platformStockId: null, sku: null, barcode: eanOf(number), title: "Bench" },
  }));
  await importListings(hub.pool, channelId, listings, at);
  return productIds;
}

/** Shopify's id of the variant of this number. */
export function variantGid(number: number | string): string {
  return `gid://shopify/ProductVariant/${number}`;
}
