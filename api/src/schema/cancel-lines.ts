import { askCancellation } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Order } from "./order.ts";
import { type OrderChange, OrderChanged } from "./order-changed.ts";
import { OrderLine } from "./order-line.ts";
import { typeOfResult } from "./outcome.ts";
import { Refusal, type Refused, refusalOf } from "./refusal.ts";

const keyMax = 150;
const linesMax = 250;

const CancellationReason = builder.enumType("CancellationReason", {
  description: "Why lines are cancelled, as the platform is told.",
  values: {
    out_of_stock: { description: "There is none. bol sets the offer to 0 then; the hub writes it again." },
    asked_by_buyer: {},
    other: {},
  } as const,
});

const CancelLinesInput = builder.inputType("CancelLinesInput", {
  description: "Lines of an order that its platform is asked to cancel.",
  fields: (t) => ({
    key: t.string({ required: true, description: "Names this wish for ever; sent again it changes nothing more." }),
    orderId: t.globalID({ for: Order, required: true, description: "Which order." }),
    orderLineIds: t.globalIDList({
      for: OrderLine,
      required: true,
      description: "All that is open of these: 1–250 lines.",
    }),
    reason: t.field({ type: CancellationReason, required: true, description: "Why." }),
  }),
});

const CancelLinesResult = builder.unionType("CancelLinesResult", {
  description: "The order, or why nothing was asked.",
  types: [OrderChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationField("cancelLines", (t) =>
  t.field({
    type: CancelLinesResult,
    description:
      "Asks the platform, in the worker, to cancel all that is open of these lines. The units are free again once it did, and says so with its order.",
    args: { input: t.arg({ type: CancelLinesInput, required: true, description: "What to cancel." }) },
    resolve: async (_root, { input }, { actor, primary }): Promise<OrderChange | Refused> => {
      const { key, reason } = input;
      const orderId = input.orderId.id;
      if (key.length < 1 || key.length > keyMax)
        throw badInput(`key must have 1–${keyMax} characters, got ${key.length}`);
      const orderLineIds = [...new Set(input.orderLineIds.map(({ id }) => id))];
      if (orderLineIds.length < 1 || orderLineIds.length > linesMax)
        throw badInput(`orderLineIds must name 1–${linesMax} lines, got ${orderLineIds.length}`);
      const wish = { key, reason, actor: ledgerName(actor), orderId, orderLineIds };
      const outcome = await askCancellation(primary.pool, wish, new Date());
      if (outcome.kind === "refused") return refusalOf(outcome);
      return { kind: "order_changed", orderId, isRepeated: outcome.kind === "repeated" };
    },
  }),
);
