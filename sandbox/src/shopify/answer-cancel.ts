import { randomUUID } from "node:crypto";
import { gid, numberOf } from "../ids.ts";
import type { World } from "../world.ts";
import { cancelOrder, refuseCancel } from "./cancel-order.ts";
import type { Shop } from "./shop.ts";

export interface CancelArguments {
  orderId: string;
  reason: string;
  restock: boolean;
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null;
  staffNote?: string | null;
}

/**
 * `orderCancel`: what can be known at once is refused at once; the rest is a job that ends after the shop's `cancelMs`, whether it
 * could or not.
 */
export function answerCancel(world: World, shop: Shop, { orderId, refundMethod, staffNote, ...how }: CancelArguments) {
  const refused = (message: string, code: string) => {
    const field = ["orderId"];
    return { job: null, orderCancelUserErrors: [{ field, message, code }], userErrors: [{ field, message }] };
  };
  const order = shop.orders.get(numberOf("Order", orderId) ?? "");
  if (!order) return refused("Order does not exist", "NOT_FOUND");
  const why = refuseCancel(order);
  if (why !== null) return refused(why, "INVALID");
  const job = { id: gid("Job", randomUUID()), done: false };
  shop.jobs.set(job.id, job);
  const isPaidBack = refundMethod?.originalPaymentMethodsRefund === true;
  setTimeout(() => {
    // Deleted meanwhile, it is nobody's any more.
    if (shop.orders.has(order.id))
      cancelOrder(world, shop, order, { ...how, isPaidBack, staffNote: staffNote ?? null });
    job.done = true;
  }, shop.settings.cancelMs).unref();
  return { job: { ...job }, orderCancelUserErrors: [], userErrors: [] };
}
