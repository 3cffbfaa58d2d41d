import { act } from "./act.ts";
import { importVersions } from "./import-orders.ts";
import { type SoldOrder, told } from "./platform.ts";
import type { World } from "./world.ts";

/** Buyers of one listing, and what becomes of their orders. */
export function buy(world: World, listingId: string): void {
  const { agenda, random, setting, hub, total } = world;
  const channelId = hub.listings.get(listingId)?.channelId ?? "";
  const { platform } = world.platform(channelId);
  const meanMs = 3_600_000 / setting.buyersPerHour;
  const come = () => {
    if (agenda.now >= setting.openMs) return;
    agenda.after(1 + random.next() * 2 * meanMs, come);
    const order = platform.sell(listingId, random.pick([1, 1, 1, 2, 3]), agenda.at);
    if (!order) return;
    total.ordered += order.ordered;
    if (hub.isPromised(listingId)) total.promised += order.ordered;
    message(world, channelId, order);
    if (random.chance(0.1)) agenda.after(random.between(100, 60_000), () => cancel(world, channelId, order));
    if (random.chance(0.3)) agenda.after(random.between(1_000, 300_000), () => ship(world, channelId, order));
  };
  agenda.after(random.next() * meanMs, come);
}

/** A platform's message of an order as it is now: delayed, doubled, lost. */
function message(world: World, channelId: string, order: SoldOrder): void {
  const { agenda, random, setting } = world;
  const version = told(order);
  for (let copies = random.chance(0.1) ? 2 : 1; copies > 0; copies--) {
    if (random.chance(setting.trouble)) continue;
    const delayMs = random.chance(0.1) ? random.between(1_000, 120_000) : random.between(5, 2_000);
    agenda.after(delayMs, () => importVersions(world, channelId, [version]));
  }
}

function cancel(world: World, channelId: string, order: SoldOrder): void {
  const { agenda, random } = world;
  const { platform } = world.platform(channelId);
  const open = order.ordered - order.cancelled - order.shipped;
  // What left the building cannot be cancelled: it comes back as a return.
  if (open <= 0 || hasLeft(world, channelId, order)) return;
  platform.cancel(order, random.between(1, open), random.chance(0.8), agenda.at);
  message(world, channelId, order);
}

function hasLeft({ hub }: World, channelId: string, sold: SoldOrder): boolean {
  const line = hub.orders.get(`${channelId}/${sold.id}`)?.lines[0];
  return line !== undefined && line.shipped > 0;
}

/** The hub ships; the platform is told once its amount has been lowered and that is confirmed. Some of it may come back. */
function ship(world: World, channelId: string, sold: SoldOrder): void {
  const { hub, random, total, agenda } = world;
  const order = hub.orders.get(`${channelId}/${sold.id}`);
  const line = order?.lines[0];
  const open = line ? line.ordered - line.cancelled - line.shipped : 0;
  const reserved = hub.reservations.filter((one) => one.orderLineId === line?.id);
  // Who packs looks whether it is still wanted.
  if (!order || !line || open <= 0 || reserved.length === 0 || line.cancelled !== sold.cancelled) return;
  act(world, { verb: "ship", orderId: order.id, lines: [{ orderLineId: line.id, quantity: open }] });
  total.shipped += reserved.reduce((sum, one) => sum + one.quantity, 0);
  tell(world, channelId, sold);
  const back = { orderId: order.id, orderLineId: line.id, quantity: random.between(1, open) };
  if (random.chance(0.2)) agenda.after(random.between(10_000, 300_000), () => comeBack(world, back));
}

function tell(world: World, channelId: string, sold: SoldOrder): void {
  const { agenda, hub, random } = world;
  const { platform } = world.platform(channelId);
  const shipped = hub.orders.get(`${channelId}/${sold.id}`)?.lines[0]?.shipped ?? 0;
  const tellNow = () => {
    const belief = hub.beliefs.get(sold.listingId);
    const isWaiting = platform.kind === "net_of_open_orders" && (belief?.isPending || belief?.push);
    if (isWaiting) agenda.after(1_000, tellNow);
    else {
      const units = Math.min(shipped - sold.shipped, sold.ordered - sold.cancelled - sold.shipped);
      if (units > 0) platform.ship(sold, units, agenda.at);
    }
  };
  agenda.after(random.between(10, 2_000), tellNow);
}

/** Units of a parcel come back to any place, fit to be sold again or not. */
function comeBack(
  world: World,
  { orderId, ...line }: { orderId: string; orderLineId: string; quantity: number },
): void {
  const { random, setting, total } = world;
  const into = random.chance(0.7) ? "sellable" : "unavailable";
  const locationId = random.pick(setting.catalogue.locations).id;
  act(world, { verb: "restock", orderId, locationId, into, lines: [line] });
  total.returned += line.quantity;
  if (into === "sellable") total.stock += line.quantity;
}
