import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readMovementKeys, readProductMovementKeys } from "../read/movement-keys.ts";
import { readPage } from "../read/page.ts";
import { wherePartitioned } from "../read/partitioned.ts";
import { Location } from "./location.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

/** One immutable change of one stock level. */
export const Movement = builder.prismaObject("Movement", {
  description: "One immutable change of one stock level. A level is always the sum of its movements.",
  select: { id: true, at: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among movements." }),
    at: t.expose("at", { type: "DateTime", description: "When." }),
    operation: t.relation("operation", { description: "The business act that made it." }),
    location: t.field({
      type: Location,
      description: "Where.",
      select: (_args, _context, nested) => ({ level: { select: { location: nested(true) } } }),
      resolve: ({ level }) => level.location,
    }),
    product: t.field({
      type: Product,
      description: "Of what.",
      select: (_args, _context, nested) => ({ level: { select: { product: nested(true) } } }),
      resolve: ({ level }) => level.product,
    }),
    onHandDelta: t.exposeInt("onHandDelta", { description: "Change of on hand." }),
    unavailableDelta: t.exposeInt("unavailableDelta", { description: "Change of unavailable." }),
    reservedDelta: t.exposeInt("reservedDelta", { description: "Change of reserved." }),
    incomingDelta: t.exposeInt("incomingDelta", { description: "Change of incoming." }),
    onHandAfter: t.exposeInt("onHandAfter", { description: "On hand after it." }),
    availableAfter: t.exposeInt("availableAfter", { description: "Available after it." }),
  }),
});

const QueryMovementsConnection = builder.connectionObject(
  { type: Movement, name: "QueryMovementsConnection", description: "A page of movements." },
  { name: "QueryMovementsConnectionEdge", description: "A movement in its list." },
);

builder.queryField("movements", (t) =>
  t.field({
    type: QueryMovementsConnection,
    description: "Everything that happened to stock, newest first.",
    args: pageArgs(t.arg),
    resolve: (_root, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true, at: true } });
      return readPage(
        args,
        (limit) => readMovementKeys(context.reads.pool, args, limit),
        (keys) => context.reads.prisma.movement.findMany({ select, where: wherePartitioned(keys) }),
      );
    },
  }),
);

const ProductMovementsConnection = builder.connectionObject(
  { type: Movement, name: "ProductMovementsConnection", description: "A page of a product's movements." },
  { name: "ProductMovementsConnectionEdge", description: "A movement in its list." },
);

builder.prismaObjectField(Product, "movements", (t) =>
  t.field({
    type: ProductMovementsConnection,
    description: "Its movements, newest first.",
    args: pageArgs(t.arg),
    resolve: ({ id }, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true, at: true } });
      return readPage(
        args,
        (limit) => readProductMovementKeys(context.reads.pool, id, args, limit),
        (keys) => context.reads.prisma.movement.findMany({ select, where: wherePartitioned(keys) }),
      );
    },
  }),
);
