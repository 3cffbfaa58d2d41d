import { resync, setReconcile } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";
import { type ChannelChange, ChannelResult } from "./channel-changed.ts";
import { DriftPolicy } from "./drift-policy.ts";
import { Listing } from "./listing.ts";
import { Refusal, type Refused, refusalOf } from "./refusal.ts";

builder.prismaNode("ReconcileRun", {
  nullable: true,
  description: "One reading of all of a channel's live quantities: how far it is, and what it found.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    actor: t.exposeString("actor", { nullable: true, description: "Who asked for it; null: the clock." }),
    isResync: t.exposeBoolean("isResync", {
      description: "True when the hub's numbers are written whatever the channel's policy is.",
    }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    listings: t.exposeInt("listings", { description: "Linked listings when it began." }),
    read: t.exposeInt("read", { description: "Listings read so far." }),
    missing: t.exposeInt("missing", { description: "Of those, unknown to the platform." }),
    doubts: t.exposeInt("doubts", { description: "Of those, different from what was expected at first sight." }),
    drifts: t.exposeInt("drifts", { description: "Of those, different for no known reason." }),
    error: t.exposeString("error", { nullable: true, description: "What holds it up; null: nothing." }),
    failedAt: t.expose("failedAt", { type: "DateTime", nullable: true, description: "When it was held up last." }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was complete; null: going on.",
    }),
  }),
});

const CircuitState = builder.enumType("CircuitState", {
  description: "Whether a platform is called.",
  values: {
    closed: { description: "Calls go out." },
    open: { description: "The platform is broken: no call goes out before the probe." },
    half_open: { description: "One call is on its way to find out." },
  } as const,
});

builder.prismaObject("Circuit", {
  description: "Whether a channel's platform answers at all.",
  fields: (t) => ({
    state: t.field({
      type: CircuitState,
      description: "Whether it is called.",
      select: { state: true },
      resolve: ({ state }) => state,
    }),
    since: t.expose("since", { type: "DateTime", description: "Since when." }),
    failures: t.exposeInt("failures", { description: "Failures in a row." }),
    reason: t.exposeString("reason", { description: "The last failure." }),
    probeAt: t.expose("probeAt", { type: "DateTime", nullable: true, description: "When the next call may try." }),
  }),
});

const runsMax = 100;

builder.prismaObjectFields(Channel, (t) => ({
  reconcileMinutes: t.exposeInt("reconcileMinutes", {
    description: "Minutes from one reading of all live quantities to the next.",
  }),
  driftPolicy: t.field({
    type: DriftPolicy,
    description: "What is done about drift.",
    select: { driftPolicy: true },
    resolve: ({ driftPolicy }) => driftPolicy,
  }),
  reconcileRuns: t.relation("reconcileRuns", {
    description: "Its last readings of live quantities, newest first.",
    args: { first: t.arg.int({ description: `How many: 1–${runsMax}, 10 when left out.` }) },
    query: ({ first }) => {
      const take = first ?? 10;
      if (take < 1 || take > runsMax) throw badInput(`first must be 1–${runsMax}, got ${take}`);
      return { take, orderBy: { startedAt: "desc" } };
    },
  }),
  circuit: t.relation("circuit", {
    nullable: true,
    description: "Whether its platform is called; null: it never failed.",
  }),
}));

builder.prismaObjectField(Listing, "missingSince", (t) =>
  t.field({
    type: "DateTime",
    nullable: true,
    description: "Since when the platform does not know it; null while it does.",
    select: { published: { select: { missingSince: true } } },
    resolve: ({ published }) => published?.missingSince ?? null,
  }),
);

builder.mutationField("setReconcile", (t) =>
  t.field({
    type: ChannelResult,
    description: "Changes how often a channel's live quantities are read, and what is done about drift.",
    args: {
      channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }),
      minutes: t.arg.int({ description: "Minutes from one reading to the next: 1–1440; left out: as before." }),
      policy: t.arg({ type: DriftPolicy, description: "What is done about drift; left out: as before." }),
    },
    resolve: async (_root, { channelId, minutes, policy }, { primary }): Promise<ChannelChange | Refused> => {
      const setting = { ...(minutes != null && { minutes }), ...(policy != null && { policy }) };
      const set = await setReconcile(primary.pool, channelId.id, setting);
      return set.kind === "set" ? { kind: "channel_changed", channelId: set.channelId } : refusalOf(set);
    },
  }),
);

interface Resynced {
  kind: "resync_queued";
  channelIds: string[];
}

const ResyncQueued = builder.objectRef<Resynced>("ResyncQueued").implement({
  description: "The readings began, or will soon; `reconcileRuns` shows how far they are.",
  fields: (t) => ({
    channels: t.prismaField({
      type: [Channel],
      description: "The channels that are read.",
      resolve: (query, { channelIds }, _args, { reads }) =>
        reads.prisma.channel.findMany({ ...query, where: { id: { in: channelIds } }, orderBy: { code: "asc" } }),
    }),
  }),
});

const ResyncResult = builder.unionType("ResyncResult", {
  description: "What is read, or why nothing is.",
  types: [ResyncQueued, Refusal],
  resolveType: ({ kind }) => (kind === "resync_queued" ? "ResyncQueued" : "Refusal"),
});

builder.mutationField("resync", (t) =>
  t.field({
    type: ResyncResult,
    description: "Has all quantities of a channel read back and set right, soon and within the platform's limits.",
    args: { channelId: t.arg.globalID({ for: Channel, description: "Which channel; left out: all." }) },
    resolve: async (_root, { channelId }, { primary, actor }): Promise<Resynced | Refused> => {
      const queued = await resync(primary.pool, channelId?.id ?? null, ledgerName(actor), new Date());
      return queued.kind === "queued" ? { kind: "resync_queued", channelIds: queued.channelIds } : refusalOf(queued);
    },
  }),
);
