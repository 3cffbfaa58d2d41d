import { builder } from "../builder.ts";

builder.prismaObject("Shipment", {
  description: "A parcel that left.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among shipments." }),
    carrier: t.exposeString("carrier", { nullable: true, description: "Who carries it." }),
    tracking: t.exposeString("tracking", { nullable: true, description: "The carrier's number." }),
    shippedAt: t.expose("shippedAt", { type: "DateTime", description: "When it left." }),
    toldAt: t.expose("toldAt", {
      type: "DateTime",
      nullable: true,
      description: "When the platform took the news; null while it has not.",
    }),
    error: t.exposeString("error", {
      nullable: true,
      description: "Why the platform refused the news.",
    }),
  }),
});
