import type { World } from "./world.ts";

/** What must hold at every moment of what is guaranteed; the first thing that does not, in words. */
export function check(world: World): string | null {
  return checkLevels(world) ?? checkReality(world);
}

/** Per level: what listings may sell is what is noted there, and no more than is there unless they have only just become guaranteed. */
function checkLevels({ hub, mode }: World): string | null {
  const drawn = new Map<string, number>();
  for (const { draws } of hub.exposures.values()) {
    for (const { productId, locationId, units } of draws) {
      const key = `${productId}/${locationId}`;
      drawn.set(key, (drawn.get(key) ?? 0) + units);
    }
  }
  for (const level of [...hub.levels.values()].flat()) {
    const key = `${level.productId}/${level.locationId}`;
    const available = level.onHand - level.unavailable - level.reserved;
    if ((drawn.get(key) ?? 0) !== level.exposed)
      return `${key} notes ${level.exposed} exposed, drawn are ${drawn.get(key) ?? 0}`;
    const isExplained = mode !== "guaranteed" && level.lapse !== null && level.lapse !== "unknown";
    if (level.exposed > available && !isExplained)
      return `${key} is exposed to ${level.exposed} of ${available} (${level.lapse})`;
  }
  return null;
}

/** Per listing: what it shows, and what it sold without the hub knowing, is never more than its exposure. */
function checkReality({ hub, platform }: World): string | null {
  if (hub.exposures.size === 0) return null;
  const known = new Map<string, number>();
  for (const { listingId, ordered, cancelled } of [...hub.orders.values()].flatMap((order) => order.lines)) {
    if (listingId) known.set(listingId, (known.get(listingId) ?? 0) + ordered - cancelled);
  }
  for (const { listingId, units } of hub.exposures.values()) {
    const { platform: shop } = platform(hub.listings.get(listingId)?.channelId ?? "");
    const real = shop.live(listingId) + shop.soldOf(listingId) - (known.get(listingId) ?? 0);
    if (real > Math.max(0, units)) return `${listingId} may sell ${real}, believed are ${units}`;
  }
  return null;
}
