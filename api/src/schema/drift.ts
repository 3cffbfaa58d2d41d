import { queryFromInfo } from "@pothos/plugin-prisma";
import { settleDrift } from "@stockpool/stock";
import { ledgerName } from "../auth/actor.ts";
import { builder } from "../builder.ts";
import { readDriftKeys } from "../read/drift-keys.ts";
import { readPage } from "../read/page.ts";
import { Channel } from "./channel.ts";
import { DriftPolicy } from "./drift-policy.ts";
import { Listing } from "./listing.ts";
import { pageArgs } from "./page-args.ts";
import { Refusal, type Refused, refusalOf } from "./refusal.ts";

const DriftCause = builder.enumType("DriftCause", {
  description: "Why a listing showed another quantity than expected.",
  values: {
    unseen_order: { description: "An order that no message had told; a poll found it." },
    lost_push: { description: "A write that the platform confirmed and never carried out." },
    edited_on_platform: { description: "Somebody changed it on the platform." },
    reset_by_platform: { description: "The platform set it to 0 by itself." },
    two_writers: { description: "Another system writes in turn with the hub." },
  } as const,
});

const DriftEnd = builder.enumType("DriftEnd", {
  description: "How a drift ended.",
  values: {
    explained: { description: "Orders explain it, or nothing differs any more." },
    pushed: { description: "The hub wrote its own number again." },
    adopted: { description: "The difference became an adjustment of the pool." },
    dismissed: { description: "A person wants nothing done." },
  } as const,
});

/** A listing that showed another quantity than the hub expected. */
export const Drift = builder.prismaNode("Drift", {
  nullable: true,
  description: "A listing that showed another quantity than the hub expected.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { description: "Where." }),
    listing: t.relation("listing", { description: "Which listing." }),
    foundAt: t.expose("foundAt", { type: "DateTime", description: "When the quantity was read." }),
    expected: t.exposeInt("expected", { description: "What it was expected to show." }),
    live: t.exposeInt("live", { description: "What it showed." }),
    cause: t.field({
      type: DriftCause,
      description: "Why.",
      select: { cause: true },
      resolve: ({ cause }) => cause,
    }),
    policy: t.field({
      type: DriftPolicy,
      description: "What the channel did about drift then.",
      select: { policy: true },
      resolve: ({ policy }) => policy,
    }),
    healingAt: t.expose("healingAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was decided that the hub's number is written again.",
    }),
    endedAt: t.expose("endedAt", { type: "DateTime", nullable: true, description: "When it was over; null: open." }),
    endedAs: t.field({
      type: DriftEnd,
      nullable: true,
      description: "How it ended.",
      select: { endedAs: true },
      resolve: ({ endedAs }) => endedAs,
    }),
    endedBy: t.exposeString("endedBy", { nullable: true, description: "Who decided; null: the channel's policy." }),
    note: t.exposeString("note", { nullable: true, description: "Why it was not done as the policy says." }),
  }),
});

const QueryDriftsConnection = builder.connectionObject(
  { type: Drift, name: "QueryDriftsConnection", description: "A page of drifts." },
  { name: "QueryDriftsConnectionEdge", description: "A drift in its list." },
);

builder.queryField("drifts", (t) =>
  t.field({
    type: QueryDriftsConnection,
    description: "Drifts, newest first.",
    args: {
      ...pageArgs(t.arg),
      channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }),
      listingId: t.arg.globalID({ for: Listing, description: "Only those of one listing." }),
      isOpen: t.arg.boolean({ description: "True: only open ones; false: only those that are over." }),
    },
    resolve: (_root, { channelId, listingId, isOpen, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      const filter = { channelId: channelId?.id ?? null, listingId: listingId?.id ?? null, isOpen: isOpen ?? null };
      return readPage(
        args,
        (limit) => readDriftKeys(context.reads.pool, { ...args, ...filter }, limit),
        (keys) => context.reads.prisma.drift.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);

const DriftAnswer = builder.enumType("DriftAnswer", {
  description: "What to do about a drift.",
  values: {
    push: { description: "Write the hub's number again." },
    adopt: { description: "Make the difference an adjustment of the pool." },
    dismiss: { description: "Do nothing as long as both numbers stay the same." },
  } as const,
});

interface DriftChange {
  kind: "drift_changed";
  driftId: string;
}

const DriftChanged = builder.objectRef<DriftChange>("DriftChanged").implement({
  description: "It was done; this is how the drift is now.",
  fields: (t) => ({
    drift: t.prismaField({
      type: Drift,
      description: "The drift.",
      resolve: (query, { driftId }, _args, context) =>
        context.reads.prisma.drift.findUniqueOrThrow({ ...query, where: { id: driftId } }),
    }),
  }),
});

const DriftResult = builder.unionType("DriftResult", {
  description: "The drift, or why nothing was done.",
  types: [DriftChanged, Refusal],
  resolveType: ({ kind }) => (kind === "drift_changed" ? "DriftChanged" : "Refusal"),
});

builder.mutationField("settleDrift", (t) =>
  t.field({
    type: DriftResult,
    description: "Decides about one open drift.",
    args: {
      driftId: t.arg.globalID({ for: Drift, required: true, description: "Which drift." }),
      answer: t.arg({ type: DriftAnswer, required: true, description: "What to do about it." }),
    },
    resolve: async (_root, { driftId, answer }, { primary, actor }): Promise<DriftChange | Refused> => {
      const wish = { driftId: driftId.id, answer, actor: ledgerName(actor) };
      const settled = await settleDrift(primary.pool, wish, new Date());
      return settled.kind === "settled" ? { kind: "drift_changed", driftId: settled.driftId } : refusalOf(settled);
    },
  }),
);
