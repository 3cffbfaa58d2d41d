import { builder } from "../builder.ts";

/** What a person must know first of an order. */
export const OrderStatus = builder.enumType("OrderStatus", {
  description: "What a person must know first of an order; the most urgent one wins.",
  values: {
    unlinked: { description: "A line has no product, so that it reserves nothing." },
    short: { description: "A line has units that no stock could be reserved for." },
    open: { description: "Nothing was shipped yet." },
    part_shipped: { description: "Some units were shipped, some are open." },
    shipped: { description: "No unit is open." },
    cancelled: { description: "Every unit was cancelled." },
  } as const,
});

const FulfilledBy = builder.enumType("FulfilledBy", {
  description: "Who ships an order.",
  values: {
    merchant: {},
    platform: { description: "The platform, from its own warehouse: the pool is not touched." },
  } as const,
});

/** One order of a channel. */
export const Order = builder.prismaNode("Order", {
  nullable: true,
  description: "One order of a channel, the newest complete version that is known.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { description: "Where it was placed." }),
    platformOrderId: t.exposeString("platformOrderId", { description: "The platform's own id." }),
    name: t.exposeString("name", { description: "What people call it on the platform (#1001)." }),
    country: t.exposeString("country", {
      nullable: true,
      description: "Where it goes: ISO 3166-1 alpha-2; null when the platform does not tell.",
    }),
    fulfilledBy: t.field({
      type: FulfilledBy,
      description: "Who ships it.",
      select: { fulfilledBy: true },
      resolve: ({ fulfilledBy }) => fulfilledBy,
    }),
    placedAt: t.expose("placedAt", { type: "DateTime", description: "When the buyer placed it." }),
    importedAt: t.expose("importedAt", { type: "DateTime", description: "When the hub saw it first." }),
    status: t.field({
      type: OrderStatus,
      description: "What a person must know first.",
      resolve: async ({ id }, _args, context) => (await context.loaders.orderStatus(id)) ?? "open",
    }),
    lines: t.relation("lines", { description: "What was ordered.", query: { orderBy: { platformLineId: "asc" } } }),
    shipments: t.relation("shipments", { description: "Parcels that left.", query: { orderBy: { shippedAt: "asc" } } }),
  }),
});
