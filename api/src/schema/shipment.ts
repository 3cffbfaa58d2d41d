import { builder } from "../builder.ts";

builder.prismaObject("Shipment", {
  description: "A parcel that left.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among shipments." }),
    carrier: t.exposeString("carrier", { nullable: true, description: "Who carries it." }),
    tracking: t.exposeString("tracking", { nullable: true, description: "The carrier's number." }),
    shippedAt: t.expose("shippedAt", { type: "DateTime", description: "When it left." }),
  }),
});
