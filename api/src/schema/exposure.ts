import { builder } from "../builder.ts";

builder.prismaObject("ExposureDraw", {
  description: "So many units of one stock level that only this listing may sell.",
  fields: (t) => ({
    level: t.relation("level", { description: "The level that they lie at." }),
    units: t.exposeInt("units", { description: "Units of the level; for a bundle, of its component." }),
  }),
});

builder.prismaObject("Exposure", {
  description:
    "Units that a guaranteed listing may still sell, or has sold without the hub knowing. All of them together never exceed what is available.",
  fields: (t) => ({
    units: t.int({
      description: "Units, or sets of a bundle. 0 when it certainly sells no more.",
      select: { units: true },
      resolve: ({ units }) => Math.max(0, units),
    }),
    settlesTo: t.exposeInt("nextUnits", {
      nullable: true,
      description: "What it becomes once its channel's orders are known until `settlesAfter`; null when it is settled.",
    }),
    settlesAfter: t.expose("nextAfter", {
      type: "DateTime",
      nullable: true,
      description: "The moment that the channel's order poll has to pass; null when settled or still being written.",
    }),
    isBeingWritten: t.boolean({
      description: "A write is under way: until it is confirmed, both outcomes count.",
      select: { raised: true },
      resolve: ({ raised }) => raised !== null,
    }),
    since: t.expose("since", { type: "DateTime", description: "Since when the listing is guaranteed." }),
    draws: t.relation("draws", {
      description: "Where the units lie.",
      query: { orderBy: [{ productId: "asc" }, { locationId: "asc" }] },
    }),
  }),
});
