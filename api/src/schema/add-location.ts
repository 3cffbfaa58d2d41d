import { addLocation } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { Location, LocationKind } from "./location.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const AddLocationInput = builder.inputType("AddLocationInput", {
  description: "A place that holds units.",
  fields: (t) => ({
    code: t.string({ required: true, description: "Short and unique: 1–40 of a–z, 0–9 and -." }),
    name: t.string({ required: true, description: "What people call it." }),
    kind: t.field({ type: LocationKind, required: true, description: "What it is." }),
    country: t.string({ required: true, description: "Where it stands: ISO 3166-1 alpha-2." }),
    shipsTo: t.stringList({ description: "Countries that it ships to; every country when left out." }),
    mirrorsChannelId: t.globalID({
      for: Channel,
      description:
        "channel_fulfilled: the channel whose platform's own warehouse (LVB, FBA) it shows. The hub only reads it.",
    }),
    priority: t.int({ description: "Lower is tried first; 100 when left out." }),
    safetyStock: t.field({
      type: "Quantity",
      description: "Units of every product that are kept back; 0 when left out.",
    }),
  }),
});

const AddedLocation = builder.objectRef<{ kind: "added"; locationId: string }>("AddedLocation").implement({
  description: "A location that was added.",
  fields: (t) => ({
    location: t.prismaField({
      type: Location,
      description: "The location.",
      resolve: (query, { locationId }, _args, context) =>
        context.reads.prisma.location.findUniqueOrThrow({ ...query, where: { id: locationId } }),
    }),
  }),
});

const AddLocationResult = builder.unionType("AddLocationResult", {
  description: "The location that was added, or why it was not.",
  types: [AddedLocation, Refusal],
  resolveType: ({ kind }) => (kind === "added" ? "AddedLocation" : "Refusal"),
});

builder.mutationField("addLocation", (t) =>
  t.field({
    type: AddLocationResult,
    description: "Adds a place that holds units.",
    args: { input: t.arg({ type: AddLocationInput, required: true, description: "What to add." }) },
    resolve: async (_root, { input }, context) => {
      const { code, name, kind, country, shipsTo, priority, safetyStock, mirrorsChannelId } = input;
      const added = await addLocation(context.primary.pool, {
        ...{ code, name, kind, country, shipsTo: shipsTo ?? [] },
        ...(typeof priority === "number" && { priority }),
        ...(mirrorsChannelId && { mirrorsChannelId: mirrorsChannelId.id }),
        ...(typeof safetyStock === "number" && { safetyStock }),
      });
      return added.kind === "added" ? added : refusalOf(added);
    },
  }),
);
