import type { World } from "./world.ts";

/** What must hold at every moment of a guaranteed world; the first thing that does not, in words. */
export function check(world: World): string | null {
  return checkLevels(world) ?? checkReality(world);
}

/** Per level: what listings may sell is what is noted there, and no more than is there. */
function checkLevels({ hub }: World): string | null {
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
    if (level.exposed > available) return `${key} is exposed to ${level.exposed} of ${available} (${level.lapse})`;
  }
  return null;
}

/** Per listing: what it shows, and what it sold without the hub knowing, is never more than its exposure. */
function checkReality({ hub, platform }: World): string | null {
  for (const one of hub.exposures.values()) {
    const { channelId } = hub.listings.get(one.listingId) ?? { channelId: "" };
    const { platform: shop } = platform(channelId);
    const orders = shop.orders.filter((order) => order.listingId === one.listingId);
    const sold = orders.reduce((sum, order) => sum + order.ordered - order.cancelled, 0);
    const known = [...hub.orders.values()]
      .filter((order) => order.channelId === channelId)
      .flatMap((order) => order.lines)
      .filter((line) => line.listingId === one.listingId)
      .reduce((sum, line) => sum + line.ordered - line.cancelled, 0);
    const real = shop.amount(one.listingId) + sold - known;
    if (real > one.units) return `${one.listingId} may sell ${real}, believed are ${one.units}`;
  }
  return null;
}
