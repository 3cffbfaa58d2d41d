import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readOpenReservationKeys } from "../read/reservation-keys.ts";
import { Location } from "./location.ts";
import { Order } from "./order.ts";
import { pageArgs } from "./page-args.ts";
import { Product } from "./product.ts";

/** How a reservation or a hold ended. */
export const ReservationEnd = builder.enumType("ReservationEnd", {
  description: "How a reservation ended.",
  values: {
    shipped: {},
    released: {},
    expired: { description: "The hold's time had come." },
    converted: { description: "The hold's units became an order's, where they lie." },
  } as const,
});

/** Units promised to an order line or a hold. */
export const Reservation = builder.prismaObject("Reservation", {
  description: "So many units of one product at one location, promised to one order line or hold, until it ends.",
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among reservations." }),
    product: t.field({
      type: Product,
      description: "Of what.",
      select: (_args, _context, nested) => ({ level: { select: { product: nested(true) } } }),
      resolve: ({ level }) => level.product,
    }),
    location: t.field({
      type: Location,
      description: "Where.",
      select: (_args, _context, nested) => ({ level: { select: { location: nested(true) } } }),
      resolve: ({ level }) => level.location,
    }),
    quantity: t.exposeInt("quantity", { description: "Units." }),
    madeAt: t.expose("madeAt", { type: "DateTime", description: "When it was made." }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it holds.",
    }),
    endedAs: t.field({
      type: ReservationEnd,
      nullable: true,
      description: "How it ended.",
      select: { endedAs: true },
      resolve: ({ endedAs }) => endedAs,
    }),
    order: t.field({
      type: Order,
      nullable: true,
      description: "The order that it is for; null for a hold.",
      select: (_args, _context, nested) => ({ orderLine: { select: { order: nested(true) } } }),
      resolve: ({ orderLine }) => orderLine?.order ?? null,
    }),
  }),
});

const ProductReservationsConnection = builder.connectionObject(
  { type: Reservation, name: "ProductReservationsConnection", description: "A page of a product's open reservations." },
  { name: "ProductReservationsConnectionEdge", description: "A reservation in its list." },
);

builder.prismaObjectField(Product, "reservations", (t) =>
  t.field({
    type: ProductReservationsConnection,
    description: "Its open reservations, newest first.",
    args: pageArgs(t.arg),
    resolve: ({ id }, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      return readPage(
        args,
        (limit) => readOpenReservationKeys(context.reads.pool, id, args, limit),
        (keys) =>
          context.reads.prisma.reservation.findMany({ select, where: { id: { in: keys.map((key) => key.id) } } }),
      );
    },
  }),
);
