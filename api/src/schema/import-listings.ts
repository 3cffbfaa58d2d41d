import { queueChannelJob } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import type { Refused } from "./refusal.ts";

builder.mutationField("importListings", (t) =>
  t.field({
    type: ChannelResult,
    description:
      "Reads everything that the channel offers, soon, in the worker: new listings come in, and those whose barcode now belongs to a product are linked. Harmless to repeat.",
    args: { channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }) },
    resolve: async (_root, { channelId: { id } }, { primary }): Promise<ChannelChange | Refused> => {
      const channel = await primary.prisma.channel.findFirst({ where: { id, removedAt: null }, select: { id: true } });
      if (!channel) return { kind: "refused", code: "channel_not_found", message: `there is no channel ${id}` };
      await queueChannelJob(primary.pool, "import_listings", id);
      return { kind: "channel_changed", channelId: id };
    },
  }),
);
