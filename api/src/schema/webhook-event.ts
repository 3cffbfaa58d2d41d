import { queryFromInfo } from "@pothos/plugin-prisma";
import { replayEvents, replayRange } from "@stockpool/stock";
import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { readEventKeys } from "../read/event-keys.ts";
import { readPage } from "../read/page.ts";
import { Channel } from "./channel.ts";
import { pageArgs } from "./page-args.ts";

const WebhookEventState = builder.enumType("WebhookEventState", {
  description: "What became of a message.",
  values: {
    waiting: { description: "To be worked, for the first time or again." },
    done: { description: "It took effect, or brought nothing." },
    set_aside: { description: "Given up after its last try; a person may have it worked again." },
  } as const,
});

/** The longest body that is told; more would only be scrolled past. */
const bodyMax = 100_000;

/** One message of a platform. */
export const WebhookEvent = builder.prismaNode("WebhookEvent", {
  nullable: true,
  description: "One message of a platform, stored as it came.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    channel: t.relation("channel", { description: "Whose it is." }),
    topic: t.exposeString("topic", { description: "What the platform calls it." }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When it came in." }),
    state: t.field({
      type: WebhookEventState,
      description: "What became of it.",
      select: { doneAt: true, setAsideAt: true },
      resolve: ({ doneAt, setAsideAt }) => (setAsideAt ? "set_aside" : doneAt ? "done" : "waiting"),
    }),
    tries: t.exposeInt("tries", { description: "How often it failed." }),
    doneAt: t.expose("doneAt", { type: "DateTime", nullable: true, description: "When it was done." }),
    setAsideAt: t.expose("setAsideAt", { type: "DateTime", nullable: true, description: "When it was given up." }),
    error: t.exposeString("error", { nullable: true, description: "Why it failed last, or why it brought nothing." }),
    body: t.string({
      description: `Its body as text, at most ${bodyMax} characters.`,
      select: { body: true },
      resolve: ({ body }) => Buffer.from(body).toString("utf8").slice(0, bodyMax),
    }),
  }),
});

const QueryWebhookEventsConnection = builder.connectionObject(
  { type: WebhookEvent, name: "QueryWebhookEventsConnection", description: "A page of messages." },
  { name: "QueryWebhookEventsConnectionEdge", description: "A message in its list." },
);

builder.queryField("webhookEvents", (t) =>
  t.field({
    type: QueryWebhookEventsConnection,
    description: "Messages of the platforms, newest first.",
    args: {
      ...pageArgs(t.arg),
      channelId: t.arg.globalID({ for: Channel, description: "Only those of one channel." }),
      state: t.arg({ type: WebhookEventState, description: "Only those in this state." }),
      from: t.arg({ type: "DateTime", description: "Only those received at or after this." }),
      until: t.arg({ type: "DateTime", description: "Only those received before this." }),
    },
    resolve: (_root, { channelId, state, from, until, ...args }, context, info) => {
      const { select } = queryFromInfo({ context, info, path: ["edges", "node"], select: { id: true } });
      const filter = {
        channelId: channelId?.id ?? null,
        state: state ?? null,
        from: from ?? null,
        until: until ?? null,
      };
      return readPage(
        args,
        (limit) => readEventKeys(context.reads.pool, { ...args, ...filter }, limit),
        (keys) =>
          context.reads.prisma.webhookEvent.findMany({ select, where: { id: { in: keys.map(({ id }) => id) } } }),
      );
    },
  }),
);

interface Replay {
  replayed: number;
  isMore: boolean;
}

const EventsReplayed = builder.objectRef<Replay>("EventsReplayed").implement({
  description: "Messages that are worked again, soon, in the worker.",
  fields: (t) => ({
    replayed: t.exposeInt("replayed", { description: "How many." }),
    isMore: t.exposeBoolean("isMore", {
      description: "True when the range holds more than one call replays: ask again.",
    }),
  }),
});

const idsMax = 1_000;

builder.mutationField("replayEvents", (t) =>
  t.field({
    type: EventsReplayed,
    description: "Has messages worked again, done ones too. What counted before is not counted twice.",
    args: {
      ids: t.arg.globalIDList({ for: WebhookEvent, required: true, description: `Which; at most ${idsMax}.` }),
    },
    resolve: async (_root, { ids }, { primary }) => {
      if (ids.length > idsMax) throw badInput(`ids must be at most ${idsMax}, got ${ids.length}`);
      const replayed = await replayEvents(
        primary.pool,
        ids.map(({ id }) => id),
      );
      return { replayed, isMore: false };
    },
  }),
);

builder.mutationField("replayEventRange", (t) =>
  t.field({
    type: EventsReplayed,
    description: "Has all messages of a channel in a stretch of time worked again.",
    args: {
      channelId: t.arg.globalID({ for: Channel, required: true, description: "Which channel." }),
      from: t.arg({ type: "DateTime", description: "Received at or after this." }),
      until: t.arg({ type: "DateTime", description: "Received before this." }),
      isSetAsideOnly: t.arg.boolean({ required: true, description: "True: only those that were set aside." }),
    },
    resolve: (_root, { channelId, from, until, isSetAsideOnly }, { primary }) =>
      replayRange(primary.pool, {
        ...{ channelId: channelId.id, from: from ?? null, until: until ?? null, isSetAsideOnly },
      }),
  }),
);
