import { builder } from "../builder.ts";
import { type ListingCounts as Counts, readListingCounts } from "../read/listing-counts.ts";
import { Channel } from "./channel.ts";

const ListingCounts = builder.objectRef<Counts>("ListingCounts").implement({
  description: "How many listings have each status. Kept as listings change, so asking costs nothing.",
  fields: (t) => ({
    linked: t.exposeInt("linked", { description: "They show a product." }),
    suggested: t.exposeInt("suggested", { description: "A match waits for a person." }),
    unlinked: t.exposeInt("unlinked", { description: "No match is known." }),
    ignored: t.exposeInt("ignored", { description: "A person wants no match." }),
    conflict: t.exposeInt("conflict", { description: "Several products match." }),
  }),
});

builder.queryField("listingCounts", (t) =>
  t.field({
    type: ListingCounts,
    description: "How many listings have each status.",
    args: { channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }) },
    resolve: (_root, { channelId }, context) => readListingCounts(context.reads.pool, channelId?.id ?? null),
  }),
);
