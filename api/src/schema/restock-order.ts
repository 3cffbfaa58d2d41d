import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Location } from "./location.ts";
import { Order } from "./order.ts";
import { OrderChanged } from "./order-changed.ts";
import { OrderUnitsInput, unitsOf } from "./order-units.ts";
import { changeOrder, typeOfResult } from "./outcome.ts";
import { StockPart } from "./quarantine-stock.ts";
import { Refusal } from "./refusal.ts";

const RestockOrderInput = builder.inputType("RestockOrderInput", {
  description: "Shipped units that came back.",
  fields: (t) => ({
    ...actFields(t),
    orderId: t.globalID({ for: Order, required: true, description: "Which order." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where they lie now." }),
    into: t.field({ type: StockPart, required: true, description: "Whether they may be sold." }),
    lines: t.field({ type: [OrderUnitsInput], required: true, description: "Which units." }),
  }),
});

const RestockOrderResult = builder.unionType("RestockOrderResult", {
  description: "The change, or why there is none.",
  types: [OrderChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("restockOrder", (t) =>
  t.field({
    type: RestockOrderResult,
    description: "Shipped units of an order came back: on hand rises; sellable ones fill open shortages first.",
    args: { input: t.arg({ type: RestockOrderInput, required: true, description: "What came back." }) },
    resolve: (_root, { input }, context) =>
      changeOrder(context, {
        verb: "restock",
        ...actOf(input, context),
        ...{ orderId: input.orderId.id, locationId: input.locationId.id, into: input.into },
        lines: unitsOf(input.lines),
      }),
  }),
);
