import type * as z from "zod";
import type { ListingIds, LiveQuantity } from "../connector.ts";
import { inPieces } from "../http/in-parallel.ts";
import { PlatformError } from "../trouble.ts";
import type { ShopifyClient } from "./client.ts";
import { levels } from "./documents.ts";
import type { levelsReply } from "./replies.ts";

/** Most entries in any input array, https://shopify.dev/docs/api/usage/limits (Nov 2026). */
export const arrayMax = 250;

/** The locations that the channel keeps, the first one first. */
export type Places = [string, ...string[]];

/** What one item shows at each of the channel's locations, in their order; null where the shop no longer stocks it. */
export type ShownAt = (number | null)[];

/** What a shop tells of items. */
export interface Shown {
  /** By item; one that is not stocked at a place shows 0 there. */
  at: Map<string, ShownAt>;
  /** Items whose stock the shop does not track: it sells them without end, whatever quantity it keeps. */
  untracked: Set<string>;
}

/** What the shop shows at the channel's locations together, by listing; left out is an item that is unknown, untracked or stocked nowhere. */
export async function readQuantities(
  client: ShopifyClient,
  places: Places,
  rows: ListingIds[],
  signal: AbortSignal,
): Promise<LiveQuantity[]> {
  const { at: shown, untracked } = await readPlaces(client, places, rows, signal);
  for (const item of untracked) shown.delete(item);
  return rows.flatMap(({ listingId, platformStockId }) => {
    const at = platformStockId === null ? undefined : shown.get(platformStockId);
    return at === undefined || isStockedNowhere(at) ? [] : [{ listingId, quantity: sumOf(at) }];
  });
}

/** Units at all places together. */
export function sumOf(shown: ShownAt): number {
  return shown.reduce<number>((sum, units) => sum + (units ?? 0), 0);
}

/** Whether the shop has ceased to stock the item at all of the channel's locations: what it keeps there is not for sale. */
export function isStockedNowhere(shown: ShownAt): boolean {
  return shown.every((units) => units === null);
}

/** What the shop shows at each place. An unknown item is left out. */
export async function readPlaces(
  client: ShopifyClient,
  places: Places,
  rows: ListingIds[],
  signal: AbortSignal,
): Promise<Shown> {
  const items = [...new Set(rows.flatMap(({ platformStockId }) => platformStockId ?? []))];
  const shown = new Map<string, ShownAt>();
  const untracked = new Set<string>();
  for (const [place, locationId] of places.entries()) {
    for (const ids of inPieces(items, arrayMax)) {
      const { nodes } = await client.run(levels, { ids, locationId }, signal);
      const asked = new Set(ids);
      for (const node of nodes) {
        if (!node?.id) continue;
        if (!asked.has(node.id))
          throw new PlatformError(`Shopify answered with item ${node.id}, which was not asked for`);
        if (node.tracked === false) untracked.add(node.id);
        shown.set(node.id, [
          ...(shown.get(node.id) ?? places.slice(0, place).map(() => 0)),
          unitsOf(node.inventoryLevel),
        ]);
      }
    }
  }
  return { at: shown, untracked };
}

/** Without a level it never was stocked there, and may be; a level that does not tell is no 0. */
function unitsOf(level: Node["inventoryLevel"]): number | null {
  if (!level) return 0;
  return level.isActive ? (level.quantities.find(isAvailable)?.quantity ?? Number.NaN) : null;
}

type Node = NonNullable<z.infer<typeof levelsReply>["nodes"][number]>;

function isAvailable({ name }: { name: string }): boolean {
  return name === "available";
}
