import type { World } from "./world.ts";

/** What must hold once all is quiet and known; the first thing that does not, in words. */
export function checkEnd(world: World): string | null {
  return checkShown(world) ?? checkPublished(world);
}

/** Nothing waits any more, and no platform shows more than is published. One that shows less is for the reconciler to find. */
function checkShown({ hub, platform }: World): string | null {
  for (const [listingId, { quantity, isPending }] of hub.beliefs) {
    if (isPending) return `${listingId} waits for ${quantity} to be sent, though all is quiet`;
    const { platform: shop } = platform(hub.listings.get(listingId)?.channelId ?? "");
    const live = shop.live(listingId);
    if (live > quantity) return `${listingId} shows ${live} though all is quiet, ${quantity} are published`;
  }
  return null;
}

/**
 * Publishing everything anew changes nothing of what is shared: whatever moved a number has published it. Parts are another matter:
 * what is dealt depends on who is dealt to at once.
 */
function checkPublished({ hub, agenda }: World): string | null {
  const before = new Map([...hub.beliefs].map(([listingId, { quantity }]) => [listingId, quantity]));
  hub.apply([{ verb: "republish", productIds: [...hub.products.keys()] }], agenda.at);
  for (const [listingId, { quantity }] of hub.beliefs) {
    const was = before.get(listingId);
    if (was === quantity || hub.exposures.has(listingId)) continue;
    return `${listingId} is published as ${was}, its rules make ${quantity} of the stock`;
  }
  return null;
}
