import type { PlatformShipment } from "../connector.ts";
import { arrayMax } from "./read-quantities.ts";

/** What waits to be shipped from one place, in Shopify's words a fulfilment order. */
export interface Waiting {
  id: string;
  supportedActions: { action: string }[];
  assignedLocation: { location?: { id: string } | null | undefined };
  lineItems: { nodes: { id: string; remainingQuantity: number; lineItem: { id: string } }[] };
}

/** Units of one fulfilment order that are in the parcel. */
export interface AllottedPart {
  fulfillmentOrderId: string;
  fulfillmentOrderLineItems: { id: string; quantity: number }[];
}

/** `calls`: what one call may tell together. */
export type Allotted = { kind: "allotted"; calls: AllottedPart[][] } | { kind: "refused"; error: string };

type Units = Pick<PlatformShipment["lines"][number], "platformLineId" | "quantity">;

/**
 * Divides a parcel's units over what waits. The first place that holds all is taken; where none does, the parcel is of several
 * places. One call may name one place only, and so many lines.
 */
export function allot(lines: Units[], waiting: Waiting[]): Allotted {
  const open = waiting.filter(({ supportedActions }) =>
    supportedActions.some(({ action }) => action === "CREATE_FULFILLMENT"),
  );
  const places = [...Map.groupBy(open, placeOf).values()];
  for (const orders of [...places, places.flat()]) {
    const rows = take(lines, orders);
    if (rows)
      return { kind: "allotted", calls: [...Map.groupBy(rows, ({ place }) => place).values()].flatMap(inCalls) };
  }
  const wanted = lines.map(({ platformLineId, quantity }) => `${quantity} of ${platformLineId}`).join(", ");
  return { kind: "refused", error: `not all of these wait to be shipped: ${wanted}` };
}

function placeOf(order: Waiting): string {
  return order.assignedLocation.location?.id ?? "";
}

/** Units of one line of what waits. */
interface Row {
  place: string;
  fulfillmentOrderId: string;
  id: string;
  quantity: number;
}

/** All units from these fulfilment orders; null when they do not have them. */
function take(lines: Units[], orders: Waiting[]): Row[] | null {
  const left = new Map<string, number>();
  for (const line of lines) left.set(line.platformLineId, (left.get(line.platformLineId) ?? 0) + line.quantity);
  const rows = orders.flatMap((order) =>
    order.lineItems.nodes.map(({ id, remainingQuantity, lineItem }): Row => {
      const wanted = left.get(lineItem.id) ?? 0;
      const quantity = Math.min(wanted, remainingQuantity);
      left.set(lineItem.id, wanted - quantity);
      return { place: placeOf(order), fulfillmentOrderId: order.id, id, quantity };
    }),
  );
  const isComplete = [...left.values()].every((units) => units === 0);
  return isComplete ? rows.filter(({ quantity }) => quantity > 0) : null;
}

function inCalls(rows: Row[]): AllottedPart[][] {
  const calls = Array.from({ length: Math.ceil(rows.length / arrayMax) }, (_, index) =>
    rows.slice(index * arrayMax, (index + 1) * arrayMax),
  );
  return calls.map((some) =>
    [...Map.groupBy(some, ({ fulfillmentOrderId }) => fulfillmentOrderId)].map(([fulfillmentOrderId, units]) => ({
      fulfillmentOrderId,
      fulfillmentOrderLineItems: units.map(({ id, quantity }) => ({ id, quantity })),
    })),
  );
}
