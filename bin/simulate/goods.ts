import { act, actTogether } from "./act.ts";
import type { World } from "./world.ts";

/** Deliveries, transfers, counts, damage, while buyers come: of what nobody may have sold already. */
export function goods(world: World): void {
  const { agenda, random, setting } = world;
  const happen = () => {
    if (agenda.now >= setting.openMs) return;
    agenda.after(random.between(20_000, 600_000), happen);
    happenAt(world, random.pick(setting.stock));
  };
  agenda.after(random.between(20_000, 600_000), happen);
}

interface Place {
  productId: string;
  locationId: string;
}

function happenAt(world: World, { productId, locationId }: Place): void {
  const { random, hub } = world;
  const level = hub.levels.get(productId)?.find((one) => one.locationId === locationId);
  const spare = level ? level.onHand - level.unavailable - level.reserved - level.exposed : 0;
  const what = random.between(0, 6);
  if (what <= 1) {
    const quantity = random.between(1, 5);
    act(world, { verb: "receive", productId, locationId, quantity });
    world.total.stock += quantity;
  } else if (what === 6) {
    // Where everything is dealt nothing is spare: what is sent on is what has come a moment ago, before anybody is told of it.
    const quantity = random.between(1, 4);
    transfer(world, { productId, locationId }, quantity, [{ verb: "receive", productId, locationId, quantity }]);
  } else if (!level || spare <= 0) return;
  else if (what === 2) {
    act(world, { verb: "adjust", productId, locationId, change: { kind: "to", onHand: level.onHand - 1 } });
    world.total.lost += 1;
  } else if (what === 3) {
    act(world, { verb: "quarantine", productId, locationId, quantity: 1 });
    world.total.lost += 1;
  } else transfer(world, { productId, locationId }, random.between(1, Math.min(spare, 4)));
}

/** Units leave, are on their way, and arrive: all at once or in two parts; one may be lost. */
function transfer(
  world: World,
  { productId, locationId: fromLocationId }: Place,
  quantity: number,
  first: Parameters<typeof actTogether>[1] = [],
): void {
  const { agenda, random, setting, total } = world;
  const toLocationId = random.pick(setting.catalogue.locations).id;
  if (toLocationId === fromLocationId) return;
  if (first.length > 0) total.stock += quantity;
  const lines = [{ productId, quantity }];
  const outcomes = actTogether(world, [...first, { verb: "transfer_out", fromLocationId, toLocationId, lines }]);
  const [expectationId] = outcomes.flatMap((one) => (one.kind === "applied" ? (one.expectationIds ?? []) : []));
  if (!expectationId) return;
  const lost = random.chance(0.1) ? 1 : 0;
  total.lost += lost;
  total.transferred += quantity;
  const soon = random.between(0, quantity - lost);
  const arrive = (received: number, missing: number) => {
    if (received + missing === 0) return;
    act(world, { verb: "transfer_in", lines: [{ expectationId, received, lost: missing }] });
  };
  agenda.after(random.between(1_000, 200_000), () => arrive(soon, 0));
  agenda.after(random.between(200_001, 300_000), () => arrive(quantity - lost - soon, lost));
}
