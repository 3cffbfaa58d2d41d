import { builder } from "../builder.ts";
import { type PublishedThen, readPublishedAt } from "../read/published-at.ts";
import { Listing } from "./listing.ts";
import { TraceStep } from "./trace.ts";

const PublishedMoment = builder.objectRef<PublishedThen>("PublishedMoment").implement({
  description: "What a listing showed at a moment of the past, and why.",
  fields: (t) => ({
    quantity: t.exposeInt("quantity", { description: "Units that it is believed to have shown." }),
    pushedAt: t.expose("pushedAt", {
      type: "DateTime",
      description: "When the last push before the moment was confirmed.",
    }),
    pushed: t.exposeInt("pushed", { description: "What that push made it show." }),
    orderedSince: t.exposeInt("orderedSince", { description: "Units ordered there between that push and the moment." }),
    trace: t.field({
      type: [TraceStep],
      description: "Why that push had its quantity.",
      resolve: ({ steps }) => steps,
    }),
  }),
});

builder.prismaObjectField(Listing, "publishedAt", (t) =>
  t.field({
    type: PublishedMoment,
    nullable: true,
    description: "What it showed at a moment of the past, and why; null before the first confirmed push.",
    args: { time: t.arg({ type: "DateTime", required: true, description: "The moment." }) },
    resolve: ({ id }, { time }, context) => readPublishedAt(context.reads.pool, id, time),
  }),
);
