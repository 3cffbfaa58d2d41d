import type { PlatformOrder, PlatformOrderLine } from "@stockpool/channels";
import {
  type ImportedLine,
  type ImportOrder,
  isStorableId,
  storable,
  storableId,
  storableIfTold,
} from "@stockpool/stock";

/**
 * The command that makes one version of a platform's order known to the stock. What people read is made storable; throws where an
 * order cannot be told from others, or its lines from each other. `readAt`: by the platform's clock; null when a message told it.
 */
export function importOrder(channelId: string, order: PlatformOrder, readAt: Date | null = null): ImportOrder {
  requireNames(order);
  return {
    verb: "import_order",
    channelId,
    actor: `channel:${channelId}`,
    order: {
      platformOrderId: order.platformOrderId,
      name: storable(order.name),
      placedAt: order.placedAt,
      updatedAt: order.updatedAt,
      country: countryOf(order.country),
      fulfilledBy: order.fulfilledBy,
      lines: order.lines.map(importedLine),
      ...(readAt !== null && { readAt }),
    },
  };
}

function importedLine(line: PlatformOrderLine): ImportedLine {
  const { platformLineId, platformId, sku, title, ordered, cancelled, shipped } = line;
  const told = { sku: storableIfTold(sku), title: storable(title) };
  // What no listing can be called is sold of none: the line is kept, and raised as not linked.
  return { platformLineId, platformId: storableId(platformId), ...told, ordered, cancelled, shipped };
}

/** A country that is none is not known: the order is routed as one whose address nobody tells. */
function countryOf(country: string | null): string | null {
  return country !== null && /^[A-Z]{2}$/.test(country) ? country : null;
}

function requireNames({ platformOrderId, lines }: PlatformOrder): void {
  requireId("order", platformOrderId);
  const named = new Set<string>();
  for (const { platformLineId } of lines) {
    requireId(`line of order ${platformOrderId}`, platformLineId);
    if (named.has(platformLineId)) throw new Error(`order ${platformOrderId} names its line ${platformLineId} twice`);
    named.add(platformLineId);
  }
}

const shownLength = 50;

function requireId(of: string, id: string): void {
  if (isStorableId(id)) return;
  throw new Error(`id of ${of} cannot be stored: ${JSON.stringify(id.slice(0, shownLength))}, ${id.length} characters`);
}
