import { builder } from "../builder.ts";

const GuaranteeLapse = builder.enumType("GuaranteeLapse", {
  description: "Why more may be sold than is there, while it is so.",
  values: {
    switching: { description: "A listing has just become guaranteed: what it and others show still overlaps." },
    units_lost: { description: "Units were counted less, written off or put aside." },
    cancelled: {
      description: "Cancelled units that the platform may have put back on sale, with no unit behind them.",
    },
    shipped_there: { description: "Shipped on the platform by others than the hub." },
    edited_there: { description: "The platform shows more than the hub wrote." },
    unknown: { description: "A defect of the hub." },
  } as const,
});

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
    exposed: t.exposeInt("exposed", {
      description: "Part of available that guaranteed listings may sell, or have sold without the hub knowing.",
    }),
    lapse: t.field({
      type: GuaranteeLapse,
      nullable: true,
      description: "Why more is exposed than available; null while the guarantee holds.",
      select: { lapse: true },
      resolve: ({ lapse }) => lapse,
    }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When a quantity last changed." }),
  }),
});

function splitLevelId(id: string): { productId: string; locationId: string } {
  const [productId = "", locationId = ""] = id.split("_");
  return { productId, locationId };
}
