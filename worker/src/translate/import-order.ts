import type { PlatformOrder, PlatformOrderLine } from "@stockpool/channels";
import type { ImportedLine, ImportOrder } from "@stockpool/stock";

/** The command that makes one version of a platform's order known to the stock. */
export function importOrder(channelId: string, order: PlatformOrder): ImportOrder {
  return {
    verb: "import_order",
    channelId,
    actor: `channel:${channelId}`,
    order: {
      platformOrderId: order.platformOrderId,
      name: order.name,
      placedAt: order.placedAt,
      updatedAt: order.updatedAt,
      country: order.country,
      fulfilledBy: order.fulfilledBy,
      lines: order.lines.map(importedLine),
    },
  };
}

function importedLine(line: PlatformOrderLine): ImportedLine {
  const { platformLineId, platformId, sku, title, ordered, cancelled, shipped } = line;
  return { platformLineId, platformId, sku, title, ordered, cancelled, shipped };
}
