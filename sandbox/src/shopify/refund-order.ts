import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { announceLevels, announceOrder } from "./announce.ts";
import { current, fulfilled, remaining, unfulfilled } from "./order-quantities.ts";
import { announceRefund } from "./refund-payload.ts";
import { placesOf, shiftUnits } from "./shift-units.ts";
import type { Line, Order, Refund, Return, Shop } from "./shop.ts";

/** What becomes of refunded units: never sent and free again, come back and free again, or whatever it is, stock does not change. */
export type RestockType = "CANCEL" | "NO_RESTOCK" | "RETURN";

export interface RefundedUnits {
  line: Line;
  quantity: number;
  restockType: RestockType;
  /** Where they come back to; left out: where they were to be sent from. */
  locationId?: string | null;
}

export interface RefundWish {
  units: RefundedUnits[];
  note?: string;
  /** Cents of the shipping that are paid back. */
  shipping?: number;
  /** Money that goes back. */
  payments?: { gateway: string; cents: number }[];
  /** Whether it is told to be of the order's open return. Shopify counts the units there either way. */
  isOfReturn?: boolean;
}

/** Pays back units, shipping or money. Returns the reason when Shopify would refuse. */
export function refundOrder(world: World, shop: Shop, order: Order, wish: RefundWish): Refund | string {
  const [over] = wish.units.filter((units) => units.quantity > refundable(units));
  if (over) return `Quantity cannot refund more items than were purchased: ${refundable(over)} are left`;
  const open = order.returns.find((row) => row.status === "OPEN" && wish.units.some(({ line }) => isIn(row, line)));
  if (wish.isOfReturn && !open) return "The order has no open return of this line";
  const at = nowMs();
  const refund: Refund = {
    ...{ id: world.ids.next("Refund"), createdAt: at, returnId: wish.isOfReturn ? (open?.id ?? null) : null },
    ...{ note: wish.note ?? "", shipping: wish.shipping ?? 0 },
    lines: wish.units.map(({ line, quantity, restockType, locationId }) => ({
      ...{ id: world.ids.next("RefundLineItem"), lineId: line.id, quantity, restockType },
      locationId: locationId ?? line.allocations[0]?.locationId ?? "",
    })),
    payments: (wish.payments ?? []).map(({ gateway, cents }) => {
      const id = world.ids.next("OrderTransaction");
      return { id, kind: "REFUND", status: "SUCCESS", gateway, cents, at };
    }),
  };
  for (const units of wish.units) takeBack(shop, units, open, at);
  order.refunds.push(refund);
  order.payments.push(...refund.payments);
  order.updatedAt = at;
  world.onChange();
  announceRefund(world, shop, order, refund);
  announceOrder(world, shop, order, ["ORDERS_UPDATED"]);
  const restocked = wish.units.filter(({ restockType }) => restockType !== "NO_RESTOCK");
  announceLevels(
    world,
    shop,
    restocked.flatMap(({ line }) => placesOf(shop, line)),
  );
  return refund;
}

/** Units that were not sent can be cancelled, sent ones come back; what stock does not change for may be either. */
function refundable({ line, restockType }: RefundedUnits): number {
  switch (restockType) {
    case "CANCEL":
      return unfulfilled(line);
    case "RETURN":
      return fulfilled(line) - line.refunded;
    case "NO_RESTOCK":
      return current(line);
  }
}

function isIn(row: Return, line: Line): boolean {
  return row.lines.some(({ lineId }) => lineId === line.id);
}

function takeBack(shop: Shop, units: RefundedUnits, open: Return | undefined, at: number): void {
  const { line, quantity, restockType } = units;
  if (restockType === "CANCEL") {
    takeOut(shop, line, quantity, at);
    return;
  }
  line.refunded += quantity;
  const returned = open?.lines.find(({ lineId }) => lineId === line.id);
  if (returned) returned.refunded = Math.min(returned.quantity, returned.refunded + quantity);
  const place = units.locationId ?? line.allocations[0]?.locationId;
  if (restockType === "RETURN" && place) shiftUnits(shop, line, place, { available: quantity }, at);
}

function takeOut(shop: Shop, line: Line, quantity: number, at: number): void {
  let left = quantity;
  for (const allocation of line.allocations) {
    const units = Math.min(left, remaining(allocation));
    allocation.removed += units;
    left -= units;
    shiftUnits(shop, line, allocation.locationId, { available: units, committed: -units }, at);
  }
}
