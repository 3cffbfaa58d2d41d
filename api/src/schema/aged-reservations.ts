import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../builder.ts";
import { readPage } from "../read/page.ts";
import { readAgedReservationKeys } from "../read/reservation-keys.ts";
import { pageArgs } from "./page-args.ts";
import { Reservation } from "./reservation.ts";

const QueryAgedReservationsConnection = builder.connectionObject(
  { type: Reservation, name: "QueryAgedReservationsConnection", description: "A page of open reservations." },
  { name: "QueryAgedReservationsConnectionEdge", description: "A reservation in its list." },
);

builder.queryField("agedReservations", (t) =>
  t.field({
    type: QueryAgedReservationsConnection,
    description: "Open reservations of orders and holds, oldest first: what has kept units from sale for longest.",
    args: pageArgs(t.arg),
    resolve: (_root, args, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      return readPage(
        args,
        (limit) => readAgedReservationKeys(context.reads.pool, args, limit),
        (keys) =>
          context.reads.prisma.reservation.findMany({ select, where: { id: { in: keys.map((key) => key.id) } } }),
      );
    },
  }),
);
