import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Location } from "./location.ts";
import { Order } from "./order.ts";
import { OrderChanged } from "./order-changed.ts";
import { changeOrder, typeOfResult } from "./outcome.ts";
import { Refusal } from "./refusal.ts";

const RerouteInput = builder.inputType("RerouteInput", {
  description: "Units of an order that are to be sent from another location.",
  fields: (t) => ({
    ...actFields(t),
    orderId: t.globalID({ for: Order, required: true, description: "Which order." }),
    reservationId: t.id({ required: true, description: "Which of its open reservations." }),
    toLocationId: t.globalID({ for: Location, required: true, description: "From where they are to be sent." }),
    quantity: t.field({ type: "Quantity", description: "Units, 1 or more; all of the reservation when left out." }),
  }),
});

const RerouteResult = builder.unionType("RerouteResult", {
  description: "The change, or why there is none.",
  types: [OrderChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("reroute", (t) =>
  t.field({
    type: RerouteResult,
    description: "Sends units of an order from another location; those reserved at the old one are free again at once.",
    args: { input: t.arg({ type: RerouteInput, required: true, description: "What to send from where." }) },
    resolve: (_root, { input }, context) =>
      changeOrder(context, {
        verb: "reroute",
        ...actOf(input, context),
        orderId: input.orderId.id,
        reservationId: input.reservationId,
        toLocationId: input.toLocationId.id,
        ...(typeof input.quantity === "number" && { quantity: input.quantity }),
      }),
  }),
);
