import { type ChannelSwitch, switchChannel } from "@stockpool/stock";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { Channel } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import { type Refused, refusalOf } from "./refusal.ts";

builder.mutationField("setChannelLive", (t) =>
  t.field({
    type: ChannelResult,
    description: "Lets a channel's quantities and parcels out, or puts it back into shadow mode.",
    args: {
      channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }),
      isLive: t.arg.boolean({ required: true, description: "False: everything is computed and nothing is sent." }),
      mayZero: t.arg.boolean({
        description:
          "A second yes: more listings may show 0 than `zeroPercentMax` of the channel. See `switchPreview`.",
      }),
    },
    resolve: (_root, { channelId, isLive, mayZero }, context) =>
      change(context, channelId.id, { isLive, mayZero: mayZero === true }),
  }),
);

builder.mutationField("pauseChannel", (t) =>
  t.field({
    type: ChannelResult,
    description: "Keeps a channel's quantities back for a while, or lets them out again. Orders still come in.",
    args: {
      channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }),
      isPaused: t.arg.boolean({ required: true, description: "True: keep them back." }),
    },
    resolve: (_root, { channelId, isPaused }, context) => change(context, channelId.id, { isPaused }),
  }),
);

async function change({ primary }: Context, channelId: string, wish: ChannelSwitch): Promise<ChannelChange | Refused> {
  const switched = await switchChannel(primary.pool, channelId, wish, new Date());
  return switched.kind === "switched" ? { kind: "channel_changed", channelId } : refusalOf(switched);
}
