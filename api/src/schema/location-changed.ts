import { builder } from "../builder.ts";
import { Location } from "./location.ts";
import { Refusal } from "./refusal.ts";

const LocationEdited = builder.objectRef<{ kind: "location_edited"; locationId: string }>("LocationEdited").implement({
  description: "It was done; this is how the location is now.",
  fields: (t) => ({
    location: t.prismaField({
      type: Location,
      description: "The location.",
      resolve: (query, { locationId }, _args, context) =>
        context.reads.prisma.location.findUniqueOrThrow({ ...query, where: { id: locationId } }),
    }),
  }),
});

/** What the edit of a location answers. */
export const LocationResult = builder.unionType("LocationResult", {
  description: "The location, or why nothing was done.",
  types: [LocationEdited, Refusal],
  resolveType: ({ kind }) => (kind === "location_edited" ? "LocationEdited" : "Refusal"),
});
