import type { Draft, Drafted, NewShipment } from "../draft.ts";
import type { Order, OrderLine } from "../state.ts";
import { type Columns, insertInto, type Part, rowsFrom } from "./part.ts";

/** Orders, their lines and shipments. */
export function orderParts(draft: Draft): (Part | null)[] {
  const orders = [...draft.orders.values()];
  const lines = [...draft.lines.values()];
  return [
    insertInto(
      '"order"',
      "new_orders",
      orderColumns(draft.at),
      orders.filter((one) => one.isNew),
    ),
    updateOrders(orders.filter((one) => one.isChanged && !one.isNew)),
    insertInto(
      "order_line",
      "new_lines",
      lineColumns,
      lines.filter((one) => one.isNew),
    ),
    updateLines(lines.filter((one) => one.isChanged && !one.isNew)),
    ...shipmentParts(draft),
  ];
}

function orderColumns(at: Date): Columns<Order> {
  return {
    id: ["uuid", (one) => one.id],
    channel_id: ["uuid", (one) => one.channelId],
    platform_order_id: ["text", (one) => one.platformOrderId],
    name: ["text", (one) => one.name],
    country: ["text", (one) => one.country],
    fulfilled_by: ["fulfilled_by", (one) => one.fulfilledBy],
    placed_at: ["timestamptz", (one) => one.placedAt],
    platform_updated_at: ["timestamptz", (one) => one.updatedAt],
    till_location_id: ["uuid", (one) => one.tillLocationId],
    imported_at: { type: "timestamptz", value: at },
  };
}

function updateOrders(orders: Drafted<Order>[]): Part | null {
  if (orders.length === 0) return null;
  const columns: Columns<Order> = {
    id: ["uuid", (one) => one.id],
    name: ["text", (one) => one.name],
    country: ["text", (one) => one.country],
    updated_at: ["timestamptz", (one) => one.updatedAt],
  };
  const rows = rowsFrom(columns, orders);
  const sql = `update "order" o set name = n.name, country = n.country, platform_updated_at = n.updated_at
    from (${rows.text}) as n(${Object.keys(columns)}) where o.id = n.id`;
  return { name: "changed_orders", sql, values: rows.values };
}

const changingColumns: Columns<OrderLine> = {
  id: ["uuid", (one) => one.id],
  listing_id: ["uuid", (one) => one.listingId],
  product_id: ["uuid", (one) => one.productId],
  recipe_id: ["uuid", (one) => one.recipeId],
  parts: ["jsonb", (one) => (one.parts ? JSON.stringify(one.parts) : null)],
  ordered: ["int", (one) => one.ordered],
  cancelled: ["int", (one) => one.cancelled],
  cancelled_there: ["int", (one) => one.cancelledThere],
  acknowledged_at: ["timestamptz", (one) => one.acknowledgedAt],
  shipped: ["int", (one) => one.shipped],
  returned: ["int", (one) => one.returned],
};

const lineColumns: Columns<OrderLine> = {
  ...changingColumns,
  order_id: ["uuid", (one) => one.orderId],
  platform_line_id: ["text", (one) => one.platformLineId],
  platform_id: ["text", (one) => one.platformId],
  sku: ["text", (one) => one.sku],
  title: ["text", (one) => one.title],
};

function updateLines(lines: Drafted<OrderLine>[]): Part | null {
  if (lines.length === 0) return null;
  const rows = rowsFrom(changingColumns, lines);
  const sql = `update order_line l set listing_id = n.listing_id, product_id = n.product_id, recipe_id = n.recipe_id,
      parts = n.parts, ordered = n.ordered, cancelled = n.cancelled, cancelled_there = n.cancelled_there,
      acknowledged_at = n.acknowledged_at, shipped = n.shipped, returned = n.returned
    from (${rows.text}) as n(${Object.keys(changingColumns)}) where l.id = n.id`;
  return { name: "changed_lines", sql, values: rows.values };
}

function shipmentParts(draft: Draft): (Part | null)[] {
  const shipments: Columns<NewShipment> = {
    id: ["uuid", (one) => one.id],
    order_id: ["uuid", (one) => one.orderId],
    carrier: ["text", (one) => one.carrier],
    tracking: ["text", (one) => one.tracking],
    shipped_at: { type: "timestamptz", value: draft.at },
    told_at: ["timestamptz", (one) => (one.isTold ? draft.at : null)],
  };
  const lines = draft.shipments.flatMap((one) => one.lines.map((line) => ({ shipmentId: one.id, ...line })));
  const shipmentLines: Columns<(typeof lines)[number]> = {
    shipment_id: ["uuid", (one) => one.shipmentId],
    order_line_id: ["uuid", (one) => one.orderLineId],
    quantity: ["int", (one) => one.quantity],
  };
  return [
    insertInto("shipment", "shipments", shipments, draft.shipments),
    insertInto("shipment_line", "shipment_lines", shipmentLines, lines),
  ];
}
