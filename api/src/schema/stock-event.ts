import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import type { StockChangeEvent } from "../live/subscription.ts";
import { pageSizeMax } from "../read/cursor.ts";
import { Order } from "./order.ts";
import { Product } from "./product.ts";

const StockEvent = builder.objectRef<StockChangeEvent>("StockEvent").implement({
  description: "Something changed; the rows are read when the event is sent.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "When it was sent." }),
    products: t.prismaField({
      type: [Product],
      description: "Products whose stock or published quantities changed.",
      resolve: (query, { productIds }, _args, context) =>
        context.reads.prisma.product.findMany({ ...query, where: { id: { in: productIds } }, orderBy: { sku: "asc" } }),
    }),
    orders: t.prismaField({
      type: [Order],
      description: "Orders that changed; empty in a subscription that is limited to products.",
      resolve: (query, { orderIds }, _args, context) =>
        context.reads.prisma.order.findMany({
          ...query,
          where: { id: { in: orderIds } },
          orderBy: { placedAt: "desc" },
        }),
    }),
    everything: t.exposeBoolean("everything", {
      description: "True when too much changed to name it, or when events may have been missed: read again.",
    }),
  }),
});

builder.subscriptionField("stockChanged", (t) =>
  t.field({
    type: StockEvent,
    description:
      "Changes of stock, at most every 100 ms. An event may come late or twice, and never with a wrong number.",
    args: {
      productIds: t.arg.globalIDList({ for: Product, description: `Only these products: at most ${pageSizeMax}.` }),
    },
    subscribe: (_root, { productIds }, { feed }) => {
      if (!productIds) return feed.subscribe(null);
      if (productIds.length > pageSizeMax)
        throw badInput(`productIds must be at most ${pageSizeMax}, got ${productIds.length}`);
      return feed.subscribe(new Set(productIds.map(({ id }) => id)));
    },
    resolve: (event) => event,
  }),
);
