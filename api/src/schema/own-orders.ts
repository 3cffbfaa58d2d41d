import type { OwnLine } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { readChannelId } from "../read/channel-id.ts";
import { actFields, actOf } from "./act.ts";
import { Hold } from "./hold.ts";
import { Location } from "./location.ts";
import { OrderChanged } from "./order-changed.ts";
import { placeOwnOrder, typeOfResult } from "./outcome.ts";
import { Refusal } from "./refusal.ts";

const OwnOrderLineInput = builder.inputType("OwnOrderLineInput", {
  description: "A line of an order of one's own system.",
  fields: (t) => ({
    reference: t.string({ required: true, description: "The system's own name of the line, unique in its order." }),
    sku: t.string({ required: true, description: "What is wanted." }),
    quantity: t.int({ required: true, description: "Units, 1 or more." }),
    title: t.string({ description: "What people call it; the SKU when left out." }),
  }),
});

interface LineInput {
  reference: string;
  sku: string;
  quantity: number;
  title?: string | null | undefined;
}

const linesField = {
  type: [OwnOrderLineInput] as [typeof OwnOrderLineInput],
  required: true as const,
  description: "1–1,000 lines.",
};

const channelField = { required: true as const, description: "The channel's code: a portal or a till." };
const referenceField = {
  required: true as const,
  description: "The system's own name of the order, unique on its channel.",
};

const PlaceOrderInput = builder.inputType("PlaceOrderInput", {
  description: "An order that a portal, or any system of one's own, takes.",
  fields: (t) => ({
    ...actFields(t),
    channel: t.string(channelField),
    reference: t.string(referenceField),
    name: t.string({ description: "What people call it; the reference when left out." }),
    country: t.string({ description: "Where it goes, ISO 3166-1 alpha-2; null when it is not known yet." }),
    lines: t.field(linesField),
    ifAvailable: t.boolean({
      required: true,
      description:
        "True: all of it is free and becomes the order's, or the order is refused. False: it is a fact, and what is missing becomes a shortage.",
    }),
    holdId: t.globalID({
      for: Hold,
      description: "A hold that the order makes good: what that kept becomes the order's.",
    }),
  }),
});

const ChangeOrderInput = builder.inputType("ChangeOrderInput", {
  description: "What an order is from now on.",
  fields: (t) => ({
    ...actFields(t),
    channel: t.string(channelField),
    reference: t.string(referenceField),
    name: t.string({ description: "What people call it; the reference when left out." }),
    country: t.string({ description: "Where it goes; left out, it stays." }),
    lines: t.field({ ...linesField, description: "All its lines; one that is left out is cancelled." }),
    ifAvailable: t.boolean({
      required: true,
      description:
        "True: what it newly wants is free, or the change is refused. False: what is missing becomes a shortage.",
    }),
  }),
});

const CancelOrderInput = builder.inputType("CancelOrderInput", {
  description: "An order of which nothing more is wanted.",
  fields: (t) => ({ ...actFields(t), channel: t.string(channelField), reference: t.string(referenceField) }),
});

const SellInput = builder.inputType("SellInput", {
  description: "A sale that happened over a counter.",
  fields: (t) => ({
    ...actFields(t),
    channel: t.string(channelField),
    locationId: t.globalID({ for: Location, required: true, description: "Which shelf it was taken from." }),
    reference: t.string({ required: true, description: "The receipt's number, unique on its channel." }),
    soldAt: t.field({ type: "DateTime", description: "When; now when left out. A till that was offline tells later." }),
    lines: t.field(linesField),
  }),
});

const OwnOrderResult = builder.unionType("OwnOrderResult", {
  description: "The order as it is now, or why nothing was done.",
  types: [OrderChanged, Refusal],
  resolveType: typeOfResult,
});

builder.mutationFields((t) => ({
  placeOrder: t.field({
    type: OwnOrderResult,
    description: "Takes an order of a portal, or of any system of one's own.",
    args: { input: t.arg({ type: PlaceOrderInput, required: true, description: "The order." }) },
    resolve: async (_root, { input }, context) =>
      placeOwnOrder(context, {
        ...{ verb: "place_order", isNew: true, ...actOf(input, context), ...(await orderOf(input, context)) },
        ...(input.holdId && { fromHoldId: input.holdId.id }),
      }),
  }),
  changeOrder: t.field({
    type: OwnOrderResult,
    description: "Changes an order that was placed here to what it is from now on.",
    args: { input: t.arg({ type: ChangeOrderInput, required: true, description: "The order as it is now." }) },
    resolve: async (_root, { input }, context) =>
      placeOwnOrder(context, {
        ...{ verb: "place_order", isNew: false, ...actOf(input, context), ...(await orderOf(input, context)) },
      }),
  }),
  cancelOrder: t.field({
    type: OwnOrderResult,
    description: "Cancels all that is open of an order that was placed here.",
    args: { input: t.arg({ type: CancelOrderInput, required: true, description: "Which order." }) },
    resolve: async (_root, { input }, context) => {
      const { reference, channel } = input;
      const channelId = await readChannelId(context.primary.pool, channel, ownPlatforms);
      return placeOwnOrder(context, { verb: "cancel_order", ...actOf(input, context), channelId, reference });
    },
  }),
  sell: t.field({
    type: OwnOrderResult,
    description: "Books a sale that happened at a till: the units have left the shelf, whatever the books say of it.",
    args: { input: t.arg({ type: SellInput, required: true, description: "The sale." }) },
    resolve: async (_root, { input }, context) => {
      refuseEmpty("reference", input.reference);
      return placeOwnOrder(context, {
        ...{ verb: "sell", ...actOf(input, context), reference: input.reference },
        channelId: await readChannelId(context.primary.pool, input.channel, ownPlatforms),
        locationId: input.locationId.id,
        ...(input.soldAt && { soldAt: input.soldAt }),
        lines: linesOf(input.lines),
      });
    },
  }),
}));

/** Orders of other platforms come from there, and are changed there. */
const ownPlatforms = ["portal", "pos"];

interface OrderInput {
  channel: string;
  reference: string;
  name?: string | null | undefined;
  country?: string | null | undefined;
  lines: LineInput[];
  ifAvailable: boolean;
}

async function orderOf({ channel, reference, name, country, lines, ifAvailable }: OrderInput, context: Context) {
  if (typeof country === "string" && !/^[A-Z]{2}$/.test(country)) {
    throw badInput(`country must be two capital letters, got "${country.slice(0, 20)}"`);
  }
  const channelId = await readChannelId(context.primary.pool, channel, ownPlatforms);
  refuseEmpty("reference", reference);
  return {
    channelId,
    reference,
    name: name ?? reference,
    country: country ?? null,
    lines: linesOf(lines),
    ifAvailable,
  };
}

const referenceLengthMax = 200;

function linesOf(lines: LineInput[]): OwnLine[] {
  for (const { reference } of lines) refuseEmpty("reference of a line", reference);
  return lines.map(({ reference, sku, quantity, title }) => ({ reference, sku, quantity, title: title ?? sku }));
}

function refuseEmpty(what: string, text: string): void {
  if (text.trim() !== "" && text.length <= referenceLengthMax) return;
  throw badInput(`${what} must have 1–${referenceLengthMax} characters, got ${text.length}`);
}
