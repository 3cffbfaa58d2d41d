import { inPieces } from "../http/in-parallel.ts";
import { type Account, itemsPath } from "./account.ts";
import { itemsReply, type ListedItem } from "./replies.ts";

/** SKUs per question (model of August 2026). */
export const skusMax = 20;
/** The channel that the merchant ships from; all others are Amazon's. */
const ownChannel = "DEFAULT";

/** What Amazon shows of one SKU now. */
export interface Availability {
  /** A marketplace in which the SKU is listed. */
  marketplaceId: string;
  /** Units that the merchant offers; null when the SKU is not on his own channel. */
  quantity: number | null;
  /** Amazon's channel that fulfils it (AMAZON_EU); null when the merchant does. */
  amazonChannel: string | null;
}

/** What Amazon shows of these SKUs. One that it does not know in any of the account's marketplaces is left out. */
export async function readAvailability(
  account: Account,
  skus: string[],
  signal: AbortSignal,
): Promise<Map<string, Availability>> {
  const found = new Map<string, Availability>();
  // One marketplace at a time: asked for several, Amazon has answered for the first one only.
  for (const marketplaceId of account.marketplaceIds) {
    for (const piece of inPieces(
      [...new Set(skus)].filter((sku) => !found.has(sku)),
      skusMax,
    )) {
      for (const item of await readItems(account, marketplaceId, piece, signal)) {
        found.set(item.sku, { marketplaceId, ...availabilityOf(item) });
      }
    }
  }
  return found;
}

/** Whose units a listing offers, and how many of them are the merchant's. */
export function availabilityOf({ fulfillmentAvailability: rows }: ListedItem): Omit<Availability, "marketplaceId"> {
  const own = rows.find(({ fulfillmentChannelCode }) => fulfillmentChannelCode === ownChannel);
  const other = rows.find(({ fulfillmentChannelCode }) => fulfillmentChannelCode !== ownChannel);
  return { quantity: own?.quantity ?? null, amazonChannel: other?.fulfillmentChannelCode ?? null };
}

async function readItems(account: Account, marketplaceId: string, skus: string[], signal: AbortSignal) {
  // Amazon's list is separated by commas, so a SKU that holds one cannot be asked for; it counts as not known.
  const askable = skus.filter((sku) => !sku.includes(","));
  if (askable.length === 0) return [];
  const query = {
    marketplaceIds: marketplaceId,
    identifiersType: "SKU",
    identifiers: askable.join(","),
    includedData: "summaries,fulfillmentAvailability",
    pageSize: String(skusMax),
  };
  const request = { operation: "searchListingsItems", method: "GET", path: itemsPath(account), query } as const;
  const wanted = new Set(askable);
  const reply = await account.client.read(request, itemsReply, signal);
  return (reply?.items ?? []).filter(({ sku }) => wanted.has(sku));
}
