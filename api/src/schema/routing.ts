import { choosers, decodeReason, type Extent, routingWords } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Reservation } from "./reservation.ts";

const RoutingChooser = builder.enumType("RoutingChooser", {
  description: "What chose a location: the channel's strategy, or a person.",
  values: choosers,
});

const RoutingExtent = builder.enumType("RoutingExtent", {
  description: "Whether all units that were wanted came from there.",
  values: { whole: {}, split: {} } as const satisfies Record<Extent, object>,
});

const Routing = builder.objectRef<NonNullable<ReturnType<typeof decodeReason>>>("Routing").implement({
  description: "Why a location was chosen, for programs.",
  fields: (t) => ({
    chooser: t.field({ type: RoutingChooser, description: "What chose it.", resolve: ({ chooser }) => chooser }),
    extent: t.field({
      type: RoutingExtent,
      description: "Whether all units that were wanted came from there.",
      resolve: ({ extent }) => extent,
    }),
    figure: t.exposeString("figure", {
      description:
        "What decided. priority: its priority; fewest_parcels: parcels of the order; nearest: `near` or `far`; most_stock: units free there; by_hand: the code of the place before.",
    }),
  }),
});

builder.prismaObjectField(Reservation, "routing", (t) =>
  t.field({
    type: Routing,
    nullable: true,
    description: "Why this location was chosen; null when an older version chose it.",
    select: { routingReason: true },
    resolve: ({ routingReason }) => decodeReason(routingReason),
  }),
);

builder.prismaObjectField(Reservation, "routingReason", (t) =>
  t.string({
    description: "Why this location was chosen, in English.",
    select: { routingReason: true },
    resolve: ({ routingReason }) => routingWords(routingReason),
  }),
);
