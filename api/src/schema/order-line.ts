import { builder } from "../builder.ts";

/** One line of an order. */
export const OrderLine = builder.prismaObject("OrderLine", {
  description: "One line of an order.",
  select: { id: true },
  fields: (t) => ({
    id: t.globalID({
      description: "Unique in the whole hub; shipments and releases name it.",
      resolve: ({ id }) => ({ type: "OrderLine", id }),
    }),
    product: t.relation("product", {
      nullable: true,
      description: "What was sold; null while its listing is not linked.",
    }),
    listing: t.relation("listing", {
      nullable: true,
      description: "Where it was sold; null when the hub does not know it.",
    }),
    sku: t.exposeString("sku", { nullable: true, description: "The SKU that the platform named." }),
    title: t.exposeString("title", { description: "The title that the platform named." }),
    ordered: t.exposeInt("ordered", { description: "Units ordered." }),
    cancelled: t.exposeInt("cancelled", { description: "Units cancelled." }),
    shipped: t.exposeInt("shipped", { description: "Units shipped." }),
    returned: t.exposeInt("returned", { description: "Shipped units that came back and were put into stock again." }),
    order: t.relation("order", { description: "The order that it is a line of." }),
    open: t.int({
      description: "Ordered − cancelled − shipped.",
      select: { ordered: true, cancelled: true, shipped: true },
      resolve: ({ ordered, cancelled, shipped }) => ordered - cancelled - shipped,
    }),
    reservations: t.relation("reservations", {
      description: "What was promised to it, oldest first.",
      query: { orderBy: [{ madeAt: "asc" }, { id: "asc" }] },
    }),
    shortageUnits: t.int({
      description: "Units that no stock could be reserved for; of components, for a bundle.",
      resolve: async ({ id }, _args, context) => (await context.loaders.lineShortages(id)) ?? 0,
    }),
  }),
});
