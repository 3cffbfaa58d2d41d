import { builder } from "../builder.ts";
import { actFields, actOf } from "./act.ts";
import { Expectation } from "./expectation.ts";
import { changeExpectations, ExpectationsChanged } from "./expectations-changed.ts";
import { Location } from "./location.ts";
import { typeOfResult } from "./outcome.ts";
import { Product } from "./product.ts";
import { Refusal } from "./refusal.ts";

const ExpectationResult = builder.unionType("ExpectationResult", {
  description: "The change, or why there is none.",
  types: [ExpectationsChanged, Refusal],
  resolveType: typeOfResult,
});

const ExpectUnitsInput = builder.inputType("ExpectUnitsInput", {
  description: "Units that are to come: a purchase.",
  fields: (t) => ({
    ...actFields(t),
    productId: t.globalID({ for: Product, required: true, description: "Of what." }),
    locationId: t.globalID({ for: Location, required: true, description: "Where to." }),
    quantity: t.field({ type: "Quantity", required: true, description: "Units, 1 or more." }),
    expectedAt: t.field({ type: "DateTime", description: "When; left out while nobody knows." }),
    reference: t.string({ description: "What people call it: the purchase order's number." }),
  }),
});

builder.mutationField("expectUnits", (t) =>
  t.field({
    type: ExpectationResult,
    description: "Units are to come: incoming rises, nothing is available yet. Receive them by the expectation's id.",
    args: { input: t.arg({ type: ExpectUnitsInput, required: true, description: "What is to come." }) },
    resolve: (_root, { input }, context) =>
      changeExpectations(context, {
        verb: "expect",
        ...actOf(input, context),
        ...{ productId: input.productId.id, locationId: input.locationId.id, quantity: input.quantity },
        ...(input.expectedAt && { expectedAt: input.expectedAt }),
        ...(input.reference && { reference: input.reference }),
      }),
  }),
);

const ChangeExpectationInput = builder.inputType("ChangeExpectationInput", {
  description: "Another number or another time; what is left out stays.",
  fields: (t) => ({
    ...actFields(t),
    expectationId: t.globalID({ for: Expectation, required: true, description: "Which one." }),
    quantity: t.field({ type: "Quantity", description: "Units in all, those that came included. Not of a transfer." }),
    expectedAt: t.field({ type: "DateTime", description: "When; null: nobody knows any more." }),
  }),
});

builder.mutationField("changeExpectation", (t) =>
  t.field({
    type: ExpectationResult,
    description: "Another number or another time is expected.",
    args: { input: t.arg({ type: ChangeExpectationInput, required: true, description: "What changes." }) },
    resolve: (_root, { input }, context) =>
      changeExpectations(context, {
        verb: "change_expectation",
        ...actOf(input, context),
        expectationId: input.expectationId.id,
        ...(typeof input.quantity === "number" && { quantity: input.quantity }),
        ...(input.expectedAt !== undefined && { expectedAt: input.expectedAt }),
      }),
  }),
);

const CancelExpectationInput = builder.inputType("CancelExpectationInput", {
  description: "A purchase whose rest will not come.",
  fields: (t) => ({
    ...actFields(t),
    expectationId: t.globalID({ for: Expectation, required: true, description: "Which one." }),
  }),
});

builder.mutationField("cancelExpectation", (t) =>
  t.field({
    type: ExpectationResult,
    description: "The rest of a purchase will not come: incoming falls.",
    args: { input: t.arg({ type: CancelExpectationInput, required: true, description: "Which purchase." }) },
    resolve: (_root, { input }, context) =>
      changeExpectations(context, {
        verb: "cancel_expectation",
        ...actOf(input, context),
        expectationId: input.expectationId.id,
      }),
  }),
);
