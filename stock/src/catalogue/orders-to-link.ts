import type { ImportedLine, ImportOrder } from "../command.ts";
import { loadOrders } from "../load/orders.ts";
import { type Db, rowsOf } from "../query.ts";
import type { Order } from "../state.ts";

/**
 * The orders with lines that wait for one of these listings, as imports of the very version that is stored, oldest first: the
 * writer then gives each such line its product and reserves. The caller holds `lockLinks`.
 */
export async function ordersToLink(
  db: Db,
  channelId: string,
  platformIds: string[],
  actor: string,
): Promise<ImportOrder[]> {
  if (platformIds.length === 0) return [];
  const rows = await rowsOf<{ id: string }>(
    db,
    "catalogue-orders-to-link",
    `select distinct o.id from order_line l join "order" o on o.id = l.order_id
     where l.product_id is null and l.platform_id = any($2::text[]) and o.channel_id = $1`,
    [channelId, platformIds],
  );
  const orders = await loadOrders(
    db,
    [],
    rows.map((row) => row.id),
  );
  return [...orders.values()]
    .sort((one, other) => one.placedAt.getTime() - other.placedAt.getTime())
    .map((order) => importAgain(order, actor));
}

function importAgain({ channelId, lines, ...order }: Order, actor: string): ImportOrder {
  return { verb: "import_order", channelId, actor, order: { ...order, lines: lines.map(lineAgain) } };
}

function lineAgain(line: ImportedLine): ImportedLine {
  const { platformLineId, platformId, sku, title, ordered, cancelled, shipped } = line;
  return { platformLineId, platformId, sku, title, ordered, cancelled, shipped };
}
