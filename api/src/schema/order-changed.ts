import { builder } from "../builder.ts";
import { Order } from "./order.ts";

/** A change of one order that was made. */
export interface OrderChange {
  kind: "order_changed";
  orderId: string;
  isRepeated: boolean;
}

/** The order that a mutation changed, as it is now. */
export const OrderChanged = builder.objectRef<OrderChange>("OrderChanged").implement({
  description: "The change was made; this is how the order is now.",
  fields: (t) => ({
    order: t.prismaField({
      type: Order,
      description: "The order that was changed.",
      resolve: (query, { orderId }, _args, context) =>
        context.reads.prisma.order.findUniqueOrThrow({ ...query, where: { id: orderId } }),
    }),
    isRepeated: t.exposeBoolean("isRepeated", {
      description: "True when the key was known: the change was made before, and not again.",
    }),
  }),
});
