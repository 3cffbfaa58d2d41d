import { queueMatching, setMappingPolicy } from "@stockpool/stock";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import { type Refused, refusalOf } from "./refusal.ts";

const ImportPhase = builder.enumType("ImportPhase", {
  description: "How far an import has come.",
  values: {
    reading: { description: "Pages of the platform's catalogue are read." },
    matching: { description: "Listings without a link are matched with products." },
    finished: {},
  } as const,
});

const ListingImport = builder.prismaObject("ListingImport", {
  description: "One reading of everything that a channel offers. It goes on where it broke off.",
  select: { id: true },
  fields: (t) => ({
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it runs.",
    }),
    phase: t.field({
      type: ImportPhase,
      description: "How far it is.",
      select: { phase: true },
      resolve: ({ phase }) => phase,
    }),
    read: t.exposeInt("read", { description: "Listings read so far." }),
    matched: t.exposeInt("matched", { description: "Listings looked at for a match so far." }),
    linked: t.exposeInt("linked", { description: "Of those: linked at once." }),
    suggested: t.exposeInt("suggested", { description: "Of those: suggested." }),
    conflicts: t.exposeInt("conflicts", { description: "Of those: in conflict." }),
    vanished: t.exposeInt("vanished", { description: "Listings that the platform no longer has." }),
    error: t.exposeString("error", {
      nullable: true,
      description: "Why it stopped for now; it tries again by itself.",
    }),
  }),
});

builder.prismaObjectFields(Channel, (t) => ({
  lastImport: t.field({
    type: ListingImport,
    nullable: true,
    description: "The newest reading of its catalogue; null before the first.",
    select: (_args, _context, nested) => ({
      imports: { ...nested(true), orderBy: { startedAt: "desc" }, take: 1 },
    }),
    resolve: ({ imports }) => imports[0] ?? null,
  }),
  linksAtOnce: t.exposeBoolean("linksAtOnce", {
    description: "True: an exact barcode of its own links a listing at once; else it is suggested.",
  }),
  zeroPercentMax: t.exposeInt("zeroPercentMax", {
    description: "Switching on asks for a second yes above this percentage of listings that would show 0.",
  }),
}));

builder.mutationField("matchListings", (t) =>
  t.field({
    type: ChannelResult,
    description: "Matches what is known of a channel's listings anew, soon, in the worker. Harmless to repeat.",
    args: { channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }) },
    resolve: async (_root, { channelId: { id } }, { primary }): Promise<ChannelChange | Refused> => {
      const channel = await primary.prisma.channel.findFirst({ where: { id, removedAt: null }, select: { id: true } });
      if (!channel) return { kind: "refused", code: "channel_not_found", message: `there is no channel ${id}` };
      await queueMatching(primary.pool, id);
      return { kind: "channel_changed", channelId: id };
    },
  }),
);

builder.mutationField("setMappingPolicy", (t) =>
  t.field({
    type: ChannelResult,
    description: "Sets how a channel's listings are matched, and how careful switching on is; what is left out stays.",
    args: {
      channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }),
      linksAtOnce: t.arg.boolean({ description: "True: an exact barcode of its own links a listing at once." }),
      zeroPercentMax: t.arg.int({ description: "0–100: above it switching on asks for a second yes." }),
    },
    resolve: async (_root, { channelId: { id }, ...policy }, { primary }): Promise<ChannelChange | Refused> => {
      const given = {
        linksAtOnce: policy.linksAtOnce ?? undefined,
        zeroPercentMax: policy.zeroPercentMax ?? undefined,
      };
      const set = await setMappingPolicy(primary.pool, { channelId: id, ...given });
      return set.kind === "policy_set" ? { kind: "channel_changed", channelId: id } : refusalOf(set);
    },
  }),
);
