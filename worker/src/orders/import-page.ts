import { createHash } from "node:crypto";
import { type PlatformOrder, polledOrder } from "@stockpool/channels";
import { applyBatch, newId, storeEvent } from "@stockpool/stock";
import type { Channel } from "../channel.ts";
import type { Hub } from "../hub.ts";
import { isDatabaseOutage } from "../outage.ts";
import { importOrder } from "../translate/import-order.ts";
import { describeTrouble } from "../trouble.ts";

/**
 * Takes in a page of polled orders. One that cannot be taken in holds up no other: it is left in the inbox, where it is tried
 * again, set aside, shown to people and replayed like any message. Once this returns, no order of the page can be lost.
 * `readAt`: when it was read, by the platform's clock.
 */
export async function importPage(hub: Hub, channel: Channel, page: PlatformOrder[], readAt: Date): Promise<void> {
  for (const { order, trouble } of await importTogether(hub, channel, page, readAt)) {
    const { platformOrderId, updatedAt } = order;
    hub.logger.error({ channel: channel.code, platformOrderId, trouble }, "polled order not taken in");
    // The id may hold what Postgres takes in no text.
    const name = createHash("sha256").update(platformOrderId).digest("hex").slice(0, 32);
    await storeEvent(hub.pool, {
      ...{ id: newId(), channelId: channel.id, platformEventId: `polled/${name}/${updatedAt.toISOString()}` },
      ...{ ...polledOrder(platformOrderId), headers: {}, receivedAt: new Date() },
    });
  }
}

interface Failed {
  order: PlatformOrder;
  trouble: string;
}

async function importTogether(hub: Hub, channel: Channel, orders: PlatformOrder[], readAt: Date): Promise<Failed[]> {
  if (orders.length === 0) return [];
  try {
    const commands = orders.map((order) => importOrder(channel.id, order, readAt));
    const outcomes = await applyBatch(hub.pool, commands, new Date());
    return orders.flatMap((order, index) => {
      const outcome = outcomes[index];
      return outcome?.kind === "refused" ? [{ order, trouble: outcome.refusal.message }] : [];
    });
  } catch (error) {
    if (isDatabaseOutage(error)) throw error;
    const [first] = orders;
    if (orders.length === 1 && first) return [{ order: first, trouble: describeTrouble(error) }];
    const half = Math.ceil(orders.length / 2);
    const one = await importTogether(hub, channel, orders.slice(0, half), readAt);
    return [...one, ...(await importTogether(hub, channel, orders.slice(half), readAt))];
  }
}
