import type { GraphQLResolveInfo } from "graphql";
import { nowMs } from "../clock.ts";
import type { World } from "../world.ts";
import { answerCancel, type CancelArguments } from "./answer-cancel.ts";
import { createFulfillment, type FulfillmentInput } from "./create-fulfillment.ts";
import { createOrder, type OrderInput, type OrderOptions } from "./create-order.ts";
import { createRefund, type RefundInput } from "./create-refund.ts";
import { answerDelete } from "./delete-order.ts";
import {
  type MoveArguments,
  moveFulfillmentOrder,
  type SplitInput,
  splitFulfillmentOrders,
} from "./divide-fulfillment-order.ts";
import { idempotencyKey, once } from "./idempotent.ts";
import { requireScope } from "./require-scope.ts";
import type { Shop } from "./shop.ts";

/** The mutations that make, change and end orders, and send what was sold. */
export function orderWrites(world: World, shop: Shop) {
  const needs = (scope: string, field: string) => requireScope(shop, scope, field);
  const ofFulfillment = "write_merchant_managed_fulfillment_orders";
  return {
    orderCreate: ({ order, options }: { order: OrderInput; options?: OrderOptions | null }) => {
      needs("write_orders", "orderCreate");
      return createOrder(world, shop, order, options ?? { inventoryBehaviour: "BYPASS" });
    },
    orderCancel: (args: CancelArguments) => {
      needs("write_orders", "orderCancel");
      return answerCancel(world, shop, args);
    },
    orderDelete: ({ orderId }: { orderId: string }) => {
      needs("write_orders", "orderDelete");
      return answerDelete(world, shop, orderId);
    },
    refundCreate: ({ input }: { input: RefundInput }, _context: unknown, info: GraphQLResolveInfo) => {
      needs("write_orders", "refundCreate");
      return once(shop, idempotencyKey(info), input, () => createRefund(world, shop, input));
    },
    fulfillmentCreate: ({ fulfillment }: { fulfillment: FulfillmentInput }) => {
      needs(ofFulfillment, "fulfillmentCreate");
      return createFulfillment(world, shop, fulfillment);
    },
    fulfillmentOrderSplit: ({ fulfillmentOrderSplits }: { fulfillmentOrderSplits: SplitInput[] }) => {
      needs(ofFulfillment, "fulfillmentOrderSplit");
      return splitFulfillmentOrders(world, shop, fulfillmentOrderSplits, nowMs());
    },
    fulfillmentOrderMove: (args: MoveArguments) => {
      needs(ofFulfillment, "fulfillmentOrderMove");
      return moveFulfillmentOrder(world, shop, args, nowMs());
    },
  };
}
