import type { Command, HoldSource } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { actFields, actOf } from "./act.ts";
import { Channel } from "./channel.ts";
import { Hold } from "./hold.ts";
import { Location } from "./location.ts";
import { applyOne, typeOfResult } from "./outcome.ts";
import { ProductUnitsInput, productUnitsOf } from "./product-units.ts";
import { Refusal, type Refused } from "./refusal.ts";

interface HoldChange {
  kind: "hold_changed";
  id: string;
  isRepeated: boolean;
}

const HoldChanged = builder.objectRef<HoldChange>("HoldChanged").implement({
  description: "The change was made; this is how the hold is now.",
  fields: (t) => ({
    hold: t.prismaField({
      type: Hold,
      description: "The hold that was made or changed.",
      resolve: (query, { id }, _args, context) =>
        context.reads.prisma.hold.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    isRepeated: t.exposeBoolean("isRepeated", {
      description: "True when the key was known: the change was made before, and not again.",
    }),
  }),
});

const HoldResult = builder.unionType("HoldResult", {
  description: "The change, or why there is none.",
  types: [HoldChanged, Refusal],
  resolveType: typeOfResult,
});

const HoldUnitsInput = builder.inputType("HoldUnitsInput", {
  description: "Units to keep without an order.",
  fields: (t) => ({
    ...actFields(t),
    lines: t.field({ type: [ProductUnitsInput], required: true, description: "What, each product once." }),
    reference: t.string({ required: true, description: "What people call it: the quote's number, the customer." }),
    expiresAt: t.field({ type: "DateTime", required: true, description: "Until when; within 366 days." }),
    channelId: t.globalID({
      for: Channel,
      description: "Routed as an order of this channel. Either this or a location.",
    }),
    country: t.string({ description: "Where an order of the channel would go: ISO 3166-1 alpha-2." }),
    locationId: t.globalID({ for: Location, description: "The one place to keep them. Either this or a channel." }),
  }),
});

builder.mutationField("holdUnits", (t) =>
  t.field({
    type: HoldResult,
    description: "Keeps units without an order until they expire: all lines, or a refusal that says what is missing.",
    args: { input: t.arg({ type: HoldUnitsInput, required: true, description: "What to keep." }) },
    resolve: (_root, { input }, context) =>
      changeHold(context, {
        verb: "hold",
        ...actOf(input, context),
        from: sourceOf(input),
        lines: productUnitsOf(input.lines),
        reference: input.reference,
        expiresAt: input.expiresAt,
      }),
  }),
);

const ExtendHoldInput = builder.inputType("ExtendHoldInput", {
  description: "A hold that lasts until another moment.",
  fields: (t) => ({
    ...actFields(t),
    holdId: t.globalID({ for: Hold, required: true, description: "Which one." }),
    expiresAt: t.field({ type: "DateTime", required: true, description: "Until when; within 366 days." }),
  }),
});

builder.mutationField("extendHold", (t) =>
  t.field({
    type: HoldResult,
    description: "A hold that has not expired lasts until another moment.",
    args: { input: t.arg({ type: ExtendHoldInput, required: true, description: "Until when." }) },
    resolve: (_root, { input }, context) =>
      changeHold(context, {
        verb: "extend_hold",
        ...actOf(input, context),
        holdId: input.holdId.id,
        expiresAt: input.expiresAt,
      }),
  }),
);

const ReleaseHoldInput = builder.inputType("ReleaseHoldInput", {
  description: "A hold that is not needed any more.",
  fields: (t) => ({
    ...actFields(t),
    holdId: t.globalID({ for: Hold, required: true, description: "Which one." }),
  }),
});

builder.mutationField("releaseHold", (t) =>
  t.field({
    type: HoldResult,
    description: "Frees what a hold keeps; open shortages are filled first.",
    args: { input: t.arg({ type: ReleaseHoldInput, required: true, description: "Which hold." }) },
    resolve: (_root, { input }, context) =>
      changeHold(context, { verb: "release_hold", ...actOf(input, context), holdId: input.holdId.id }),
  }),
);

interface SourceInput {
  channelId?: { id: string } | null | undefined;
  locationId?: { id: string } | null | undefined;
  country?: string | null | undefined;
}

function sourceOf({ channelId, locationId, country }: SourceInput): HoldSource {
  if (channelId && !locationId) {
    if (country && !/^[A-Z]{2}$/.test(country)) {
      throw badInput(`country must be two capital letters (ISO 3166-1 alpha-2), got ${JSON.stringify(country)}`);
    }
    return { kind: "channel", channelId: channelId.id, country: country ?? null };
  }
  if (locationId && !channelId) return { kind: "location", locationId: locationId.id };
  throw badInput(`a hold draws on a channel or on a location, got ${channelId ? "both" : "neither"}`);
}

async function changeHold(
  context: Context,
  command: Extract<Command, { verb: "hold" | "extend_hold" | "release_hold" }>,
): Promise<HoldChange | Refused> {
  const outcome = await applyOne(context, command);
  if (outcome.kind === "refused") return { kind: "refused", ...outcome.refusal };
  return { kind: "hold_changed", id: outcome.holdId ?? "", isRepeated: outcome.kind === "repeated" };
}
