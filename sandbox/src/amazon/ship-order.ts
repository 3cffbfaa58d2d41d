import { z } from "zod";
import { nowMs } from "../clock.ts";
import type { Answer } from "../http/answer.ts";
import type { World } from "../world.ts";
import { openUnits } from "./orders.ts";
import { changed } from "./place-order.ts";
import { problem } from "./problem.ts";
import type { AmazonOrder, Seller } from "./seller.ts";

const confirmation = z.object({
  marketplaceId: z.string(),
  packageDetail: z.object({
    packageReferenceId: z.string().regex(/^\d+$/),
    carrierCode: z.string().min(1),
    carrierName: z.string().optional(),
    trackingNumber: z.string(),
    shipDate: z.iso.datetime({ offset: true }),
    orderItems: z.array(z.object({ orderItemId: z.string(), quantity: z.number().int().positive() })).min(1),
  }),
});

/** `POST /orders/v0/orders/{orderId}/shipmentConfirmation`. The same package reference again replaces what it said. */
export function confirmShipment(world: World, seller: Seller, orderId: string, body: unknown): Answer {
  const order = seller.orders.get(orderId);
  if (!order) return problem(404, "NotFound", `The order ${orderId} was not found.`);
  const parsed = confirmation.safeParse(body);
  if (!parsed.success) return problem(400, "InvalidInput", z.prettifyError(parsed.error));
  const { packageReferenceId, carrierCode, carrierName, trackingNumber, orderItems } = parsed.data.packageDetail;
  if (order.packages.some((parcel) => parcel.packageReferenceId === packageReferenceId)) {
    return { status: 204, headers: {}, body: null };
  }
  const carrier = carrierName ?? carrierCode;
  const refused = ship(world, seller, order, { packageReferenceId, carrier, trackingNumber, items: orderItems });
  return refused === null ? { status: 204, headers: {}, body: null } : problem(400, "InvalidInput", refused);
}

type Parcel = Omit<AmazonOrder["packages"][number], "shippedAt">;

/** Ships units. Returns the reason when Amazon would refuse. */
export function ship(world: World, seller: Seller, order: AmazonOrder, parcel: Parcel): string | null {
  if (order.isPending) return `order ${order.orderId} is pending and cannot be shipped`;
  if (order.fulfilledBy === "AMAZON") return `order ${order.orderId} is fulfilled by Amazon`;
  for (const { orderItemId, quantity } of parcel.items) {
    const item = order.items.find((row) => row.orderItemId === orderItemId);
    const left = item ? openUnits(item) : 0;
    if (quantity > left)
      return `item ${orderItemId} of order ${order.orderId} has ${left} units to ship, got ${quantity}`;
  }
  for (const { orderItemId, quantity } of parcel.items) {
    const item = order.items.find((row) => row.orderItemId === orderItemId);
    if (item) item.shipped += quantity;
  }
  order.packages.push({ ...parcel, shippedAt: nowMs() });
  changed(world, seller, order);
  return null;
}
