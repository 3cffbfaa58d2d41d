import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readExpectationKeys } from "../read/expectation-keys.ts";
import { readPage } from "../read/page.ts";
import { Location } from "./location.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

const ExpectationSource = builder.enumType("ExpectationSource", {
  description: "Where expected units come from.",
  values: { purchase: {}, transfer: { description: "From another location, which they left already." } } as const,
});

const ExpectationEnd = builder.enumType("ExpectationEnd", {
  description: "How an expectation ended.",
  values: { received: {}, cancelled: {}, lost: { description: "Lost on the way." } } as const,
});

/** Units that are to come to a location. */
export const Expectation = builder.prismaNode("Expectation", {
  nullable: true,
  description: "Units of one product that are to come to a location. What is open of all of them is incoming.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    product: t.relation("product", { description: "Of what." }),
    location: t.field({
      type: Location,
      description: "Where they are to come.",
      select: (_args, _context, nested) => ({ level: { select: { location: nested(true) } } }),
      resolve: ({ level }) => level.location,
    }),
    source: t.field({
      type: ExpectationSource,
      description: "Where they come from.",
      select: { source: true },
      resolve: ({ source }) => source,
    }),
    fromLocation: t.relation("fromLocation", {
      nullable: true,
      description: "Where a transfer left; null for a purchase.",
    }),
    quantity: t.exposeInt("quantity", { description: "Units expected in all." }),
    received: t.exposeInt("received", {
      description: "Units that came; more than expected when a supplier sent more.",
    }),
    lost: t.exposeInt("lost", { description: "Units that will not come: cancelled, or lost on the way." }),
    open: t.int({
      description: "Units still to come.",
      select: { quantity: true, received: true, lost: true },
      resolve: ({ quantity, received, lost }) => Math.max(0, quantity - received - lost),
    }),
    expectedAt: t.expose("expectedAt", {
      type: "DateTime",
      nullable: true,
      description: "When; null while nobody knows.",
    }),
    reference: t.exposeString("reference", {
      nullable: true,
      description: "The purchase order's number, or the like.",
    }),
    madeAt: t.expose("madeAt", { type: "DateTime", description: "Since when they are expected." }),
    madeBy: t.relation("madeBy", { description: "The business act that made it." }),
    endedAt: t.expose("endedAt", { type: "DateTime", nullable: true, description: "When it ended; null while open." }),
    endedAs: t.field({
      type: ExpectationEnd,
      nullable: true,
      description: "How it ended.",
      select: { endedAs: true },
      resolve: ({ endedAs }) => endedAs,
    }),
  }),
});

const QueryExpectationsConnection = builder.connectionObject(
  { type: Expectation, name: "QueryExpectationsConnection", description: "A page of what is to come." },
  { name: "QueryExpectationsConnectionEdge", description: "An expectation in its list." },
);

builder.queryField("expectations", (t) =>
  t.field({
    type: QueryExpectationsConnection,
    description: "What is still to come, the earliest first, those without a time last.",
    args: {
      ...pageArgs(t.arg),
      productId: t.arg.globalID({ for: Product, description: "Only of one product." }),
    },
    resolve: (_root, { productId, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      return readPage(
        args,
        (limit) => readExpectationKeys(context.reads.pool, args, productId?.id ?? null, limit),
        (keys) =>
          context.reads.prisma.expectation.findMany({ select, where: { id: { in: keys.map((key) => key.id) } } }),
      );
    },
  }),
);
