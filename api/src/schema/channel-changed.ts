import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { Refusal } from "./refusal.ts";

/** A change of one channel that was made. */
export interface ChannelChange {
  kind: "channel_changed";
  channelId: string;
}

const ChannelChanged = builder.objectRef<ChannelChange>("ChannelChanged").implement({
  description: "It was done; this is how the channel is now.",
  fields: (t) => ({
    channel: t.prismaField({
      type: Channel,
      description: "The channel.",
      resolve: (query, { channelId }, _args, context) =>
        context.reads.prisma.channel.findUniqueOrThrow({ ...query, where: { id: channelId } }),
    }),
  }),
});

/** What every mutation of a channel answers. */
export const ChannelResult = builder.unionType("ChannelResult", {
  description: "The channel, or why nothing was done.",
  types: [ChannelChanged, Refusal],
  resolveType: ({ kind }) => (kind === "channel_changed" ? "ChannelChanged" : "Refusal"),
});
