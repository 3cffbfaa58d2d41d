import type { World } from "./world.ts";

/**
 * The jobs that publish products for which another batch has made room, or taken it, without locking them. One after the other; a
 * job whose process dies is done again, be it that it was done.
 */
export function publishElsewhere(world: World): void {
  const { agenda, hub, random } = world;
  const round = () => {
    agenda.after(random.between(50, 2_000), round);
    const [productId] = hub.queued;
    if (productId === undefined || random.chance(world.deaths)) return;
    hub.publishQueued(productId, agenda.at);
    if (random.chance(world.deaths)) hub.queued.add(productId);
  };
  agenda.after(random.between(50, 2_000), round);
}
