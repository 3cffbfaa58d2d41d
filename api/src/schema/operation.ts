import { builder } from "../builder.ts";

builder.prismaObject("Operation", {
  description:
    "One business act (an order import, a count, a delivery), named for ever by its idempotency key where its sender gave one.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among operations." }),
    verb: t.exposeString("verb", { description: "What was done: receive, adjust, import_order, ship, release …" }),
    actor: t.exposeString("actor", { description: "Who did it." }),
    reason: t.exposeString("reason", { description: "Why." }),
    note: t.exposeString("note", { nullable: true, description: "What else there is to say." }),
    at: t.expose("at", { type: "DateTime", description: "When." }),
  }),
});
