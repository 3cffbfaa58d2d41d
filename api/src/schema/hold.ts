import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readHoldKeys } from "../read/hold-keys.ts";
import { readPage } from "../read/page.ts";
import { pageArgs } from "./page-args.ts";
import { Reservation, ReservationEnd } from "./reservation.ts";

builder.prismaObject("HoldLine", {
  description: "What a hold promises of one product.",
  select: { holdId: true, productId: true },
  fields: (t) => ({
    product: t.relation("product", { description: "Of what." }),
    quantity: t.exposeInt("quantity", { description: "Units; of a bundle, sets." }),
  }),
});

/** A promise of units without an order, which expires. */
export const Hold = builder.prismaNode("Hold", {
  nullable: true,
  description:
    "A promise of units without an order (B2B quote, checkout). Once expired it keeps nothing, to the second.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    reference: t.exposeString("reference", { description: "The quote's number, the customer." }),
    channel: t.relation("channel", { nullable: true, description: "Whose locations it draws on; null: one place's." }),
    country: t.exposeString("country", { nullable: true, description: "Where the units would go." }),
    location: t.relation("location", {
      nullable: true,
      description: "The one place that it draws on; null: its channel's.",
    }),
    actor: t.exposeString("actor", { description: "Who made it." }),
    madeAt: t.expose("madeAt", { type: "DateTime", description: "When." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "Until when it keeps units." }),
    endedAs: t.field({
      type: ReservationEnd,
      nullable: true,
      description: "How it ended; null while it keeps units.",
      select: { endedAs: true, expiresAt: true },
      resolve: ({ endedAs, expiresAt }) => endedAs ?? (expiresAt <= new Date() ? "expired" : null),
    }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it keeps units.",
      select: { endedAt: true, expiresAt: true },
      resolve: ({ endedAt, expiresAt }) => endedAt ?? (expiresAt <= new Date() ? expiresAt : null),
    }),
    lines: t.relation("lines", { description: "What it promises.", query: { orderBy: { productId: "asc" } } }),
    reservations: t.relation("reservations", {
      description: "What it keeps or kept, and where, oldest first.",
      query: { orderBy: [{ madeAt: "asc" }, { id: "asc" }] },
    }),
  }),
});

const QueryHoldsConnection = builder.connectionObject(
  { type: Hold, name: "QueryHoldsConnection", description: "A page of holds." },
  { name: "QueryHoldsConnectionEdge", description: "A hold in its list." },
);

builder.queryField("holds", (t) =>
  t.field({
    type: QueryHoldsConnection,
    description: "Holds, oldest first.",
    args: {
      ...pageArgs(t.arg),
      isOpen: t.arg.boolean({ defaultValue: true, required: true, description: "Only those that still keep units." }),
    },
    resolve: (_root, { isOpen, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      return readPage(
        args,
        (limit) => readHoldKeys(context.reads.pool, args, isOpen, limit),
        (keys) => context.reads.prisma.hold.findMany({ select, where: { id: { in: keys.map((key) => key.id) } } }),
      );
    },
  }),
);

builder.prismaObjectField(Reservation, "hold", (t) =>
  t.relation("hold", { nullable: true, description: "The hold that it is for; null for an order." }),
);
