import { askLiveReading, type LivePreview, needsSecondYes, readLivePreview } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import { Location } from "./location.ts";
import { type Refused, refusalOf } from "./refusal.ts";

/** One reading of what all linked listings of a channel show. */
export const LiveReading = builder.prismaNode("LiveReading", {
  nullable: true,
  description: "One reading of what all linked listings of a channel show. Nothing changes by it.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    askedAt: t.expose("askedAt", { type: "DateTime", description: "When it was asked for." }),
    askedBy: t.exposeString("askedBy", { description: "By whom." }),
    listings: t.exposeInt("listings", { description: "Listings to read." }),
    read: t.exposeInt("read", { description: "Listings read so far." }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "When all were read; null until then.",
    }),
    error: t.exposeString("error", { nullable: true, description: "Why it broke off; it is never used then." }),
    location: t.relation("location", {
      type: Location,
      nullable: true,
      description: "Where it was adopted as opening stock.",
    }),
    adoptedAt: t.expose("adoptedAt", { type: "DateTime", nullable: true, description: "When all of that was booked." }),
  }),
});

const SwitchPreview = builder.objectRef<LivePreview>("SwitchPreview").implement({
  description: "What switching on would do to what the platform shows, in listings.",
  fields: (t) => ({
    listings: t.exposeInt("listings", { description: "Linked listings: what would be pushed." }),
    raised: t.exposeInt("raised", { description: "Would show more than now." }),
    lowered: t.exposeInt("lowered", { description: "Would show less than now, and not 0." }),
    zeroed: t.exposeInt("zeroed", { description: "Would show 0, and show more now or nobody knows." }),
    same: t.exposeInt("same", { description: "Show the right number already." }),
    unknown: t.exposeInt("unknown", { description: "Would show something, and nobody knows what they show now." }),
    withoutProduct: t.exposeInt("withoutProduct", { description: "Would not be pushed: they have no product yet." }),
    zeroPercentMax: t.exposeInt("zeroPercentMax", {
      description: "Above this percentage zeroed a second yes is needed.",
    }),
    needsSecondYes: t.boolean({ description: "True: switching on needs `mayZero`.", resolve: needsSecondYes }),
    readAt: t.expose("readAt", {
      type: "DateTime",
      nullable: true,
      description: "When the platform's quantities were read; null: never, ask `readLive` first.",
    }),
  }),
});

builder.prismaObjectFields(Channel, (t) => ({
  liveReading: t.field({
    type: LiveReading,
    nullable: true,
    description: "The newest reading of what its listings show; null before the first.",
    select: (_args, _context, nested) => ({ liveReadings: { ...nested(true), orderBy: { askedAt: "desc" }, take: 1 } }),
    resolve: ({ liveReadings }) => liveReadings[0] ?? null,
  }),
}));

builder.queryField("switchPreview", (t) =>
  t.field({
    type: SwitchPreview,
    nullable: true,
    description:
      "What switching a channel on would do, compared with its newest complete reading; null when there is no such channel.",
    args: { channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }) },
    resolve: (_root, { channelId: { id } }, context) => readLivePreview(context.reads.pool, id),
  }),
);

builder.mutationField("readLive", (t) =>
  t.field({
    type: ChannelResult,
    description: "Reads what all linked listings of a channel show, soon, in the worker. Changes nothing.",
    args: { channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }) },
    resolve: async (_root, { channelId: { id } }, { primary, actor }): Promise<ChannelChange | Refused> => {
      const asked = await askLiveReading(primary.pool, { channelId: id, actor: ledgerName(actor) }, new Date());
      return asked.kind === "asked" ? { kind: "channel_changed", channelId: id } : refusalOf(asked);
    },
  }),
);
