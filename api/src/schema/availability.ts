import { readAvailability } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { readChannelId } from "../read/channel-id.ts";

const skusMax = 1_000;

/** A SKU with the units that a channel may sell of it. */
export const Availability = builder.objectRef<{ sku: string; quantity: number | null }>("Availability").implement({
  description: "What a channel may sell of one product.",
  fields: (t) => ({
    sku: t.exposeString("sku", { description: "Under which SKU it is offered there." }),
    quantity: t.exposeInt("quantity", {
      nullable: true,
      description: "Units, or sets of a bundle; null when the channel does not offer it.",
    }),
  }),
});

builder.queryField("availability", (t) =>
  t.field({
    type: [Availability],
    description:
      "What a channel may sell now, in the order of `skus`: the published quantities, less for a single country.",
    args: {
      channel: t.arg.string({ required: true, description: "The channel's code." }),
      skus: t.arg.stringList({ required: true, description: `1–${skusMax} SKUs.` }),
      country: t.arg.string({ description: "Only what can be sent to this country, ISO 3166-1 alpha-2." }),
    },
    resolve: async (_root, { channel, skus, country }, { reads }) => {
      if (skus.length < 1 || skus.length > skusMax) throw badInput(`skus must be 1–${skusMax}, got ${skus.length}`);
      const channelId = await readChannelId(reads.pool, channel, ownPlatforms);
      const found = await readAvailability(reads.pool, channelId, skus, country ?? null);
      return found.map(({ platformId: sku, quantity }) => ({ sku, quantity }));
    },
  }),
);

/** Other platforms name their listings by ids of their own. */
const ownPlatforms = ["portal", "pos"];
