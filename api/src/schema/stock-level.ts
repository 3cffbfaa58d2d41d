import { builder } from "../builder.ts";

/** The quantities of one product at one location. */
export const StockLevel = builder.prismaNode("StockLevel", {
  nullable: true,
  description: "The quantities of one product at one location.",
  id: {
    resolve: ({ productId, locationId }) => `${productId}_${locationId}`,
    description: "Unique in the whole hub.",
  },
  findUnique: (id) => ({ productId_locationId: splitLevelId(id) }),
  select: { productId: true, locationId: true },
  fields: (t) => ({
    product: t.relation("product", { description: "What is there." }),
    location: t.relation("location", { description: "Where it is." }),
    onHand: t.exposeInt("onHand", { description: "Units physically there." }),
    unavailable: t.exposeInt("unavailable", { description: "Part of on hand that may not be sold." }),
    reserved: t.exposeInt("reserved", { description: "Units promised to an order or a hold and not yet shipped." }),
    incoming: t.exposeInt("incoming", { description: "Units expected; not part of available." }),
    available: t.exposeInt("available", { description: "On hand − unavailable − reserved." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When a quantity last changed." }),
  }),
});

function splitLevelId(id: string): { productId: string; locationId: string } {
  const [productId = "", locationId = ""] = id.split("_");
  return { productId, locationId };
}
