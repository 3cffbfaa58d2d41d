import { builder } from "../builder.ts";

/** What a location is. */
export const LocationKind = builder.enumType("LocationKind", {
  description: "What a location is.",
  values: {
    warehouse: {},
    store: {},
    third_party: { description: "A warehouse that somebody else runs for the merchant." },
    channel_fulfilled: { description: "The platform's own warehouse (FBA, LVB): the hub only reads it." },
  } as const,
});

/** A place that holds units. */
export const Location = builder.prismaNode("Location", {
  nullable: true,
  description: "A place that holds units.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString("code", { description: "Short and unique." }),
    name: t.exposeString("name", { description: "What people call it." }),
    kind: t.field({
      type: LocationKind,
      select: { kind: true },
      resolve: (location) => location.kind,
      description: "What it is.",
    }),
    country: t.exposeString("country", { description: "Where it stands: ISO 3166-1 alpha-2." }),
    shipsTo: t.exposeStringList("shipsTo", {
      description: "Countries that orders may be shipped to from here; empty means every country.",
    }),
    priority: t.exposeInt("priority", { description: "Lower is tried first." }),
    safetyStock: t.exposeInt("safetyStock", { description: "Units of every product that are kept back here." }),
    mirroredAt: t.expose("mirroredAt", {
      type: "DateTime",
      nullable: true,
      description: "When the platform's own warehouse was last read, all of it; null where there is none to read.",
    }),
    isActive: t.boolean({
      description: "Whether orders are sent here and channels draw on it.",
      select: { deactivatedAt: true },
      resolve: (location) => location.deactivatedAt === null,
    }),
  }),
});

builder.queryField("locations", (t) =>
  t.prismaField({
    type: [Location],
    description: "Every location, in the order in which they are tried.",
    resolve: (query, _root, _args, context) =>
      context.reads.prisma.location.findMany({ ...query, orderBy: [{ priority: "asc" }, { code: "asc" }] }),
  }),
);
