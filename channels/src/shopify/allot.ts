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
  /** Left out: all that waits there. */
  fulfillmentOrderLineItems?: { id: string; quantity: number }[];
}

export type Allotted = { kind: "allotted"; parts: AllottedPart[] } | { kind: "refused"; error: string };

/** Divides a parcel's units over what waits. One call may name one place only, so the first place that holds all is taken. */
export function allot(lines: PlatformShipment["lines"], waiting: Waiting[]): Allotted {
  const open = waiting.filter(({ supportedActions }) =>
    supportedActions.some(({ action }) => action === "CREATE_FULFILLMENT"),
  );
  for (const place of new Set(open.map(placeOf))) {
    const parts = allotFrom(
      lines,
      open.filter((order) => placeOf(order) === place),
    );
    if (parts) return { kind: "allotted", parts };
  }
  const wanted = lines.map(({ platformLineId, quantity }) => `${quantity} of ${platformLineId}`).join(", ");
  return { kind: "refused", error: `no place has all of these waiting to be shipped: ${wanted}` };
}

function placeOf(order: Waiting): string {
  return order.assignedLocation.location?.id ?? "";
}

function allotFrom(lines: PlatformShipment["lines"], orders: Waiting[]): AllottedPart[] | null {
  const left = new Map<string, number>();
  for (const line of lines) left.set(line.platformLineId, (left.get(line.platformLineId) ?? 0) + line.quantity);
  const parts = orders.map(({ id, lineItems }) => {
    const taken = lineItems.nodes.map((line) => {
      const wanted = left.get(line.lineItem.id) ?? 0;
      const quantity = Math.min(wanted, line.remainingQuantity);
      left.set(line.lineItem.id, wanted - quantity);
      return { id: line.id, quantity };
    });
    const isAll = taken.every(({ quantity }, index) => quantity === lineItems.nodes[index]?.remainingQuantity);
    return { id, isAll, taken: taken.filter(({ quantity }) => quantity > 0) };
  });
  const isComplete = [...left.values()].every((units) => units === 0);
  return isComplete ? parts.filter(({ taken }) => taken.length > 0).map(toPart) : null;
}

/** A list of more lines than Shopify takes is left out where it would name all that waits. */
function toPart({ id, isAll, taken }: { id: string; isAll: boolean; taken: { id: string; quantity: number }[] }) {
  if (isAll && taken.length > arrayMax) return { fulfillmentOrderId: id };
  return { fulfillmentOrderId: id, fulfillmentOrderLineItems: taken };
}
