import type { PlatformOrder } from "../connector.ts";
import type { ListedOrder } from "./replies.ts";

const ordersMax = 5_000;

/** Orders that were read before: while the list tells the same of an order, it need not be read again. */
export interface KnownOrders {
  find(listed: ListedOrder): PlatformOrder | null;
  remember(listed: ListedOrder, order: PlatformOrder): void;
}

/** Keeps the 5,000 orders that were read last. Polls overlap, so without it most reads would be of orders just read. */
export function knownOrders(): KnownOrders {
  const known = new Map<string, { told: string; order: PlatformOrder }>();
  return {
    find(listed) {
      const entry = known.get(listed.orderId);
      return entry?.told === toldOf(listed) ? entry.order : null;
    },
    remember(listed, order) {
      known.delete(listed.orderId);
      known.set(listed.orderId, { told: toldOf(listed), order });
      const oldest = known.keys().next();
      if (known.size > ordersMax && !oldest.done) known.delete(oldest.value);
    },
  };
}

function toldOf(listed: ListedOrder): string {
  return JSON.stringify(listed.orderItems);
}
