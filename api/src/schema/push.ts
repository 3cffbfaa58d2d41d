import { builder } from "../builder.ts";
import { parseStoredTrace } from "../read/stored-trace.ts";
import { TraceStep } from "./trace.ts";

const PushState = builder.enumType("PushState", {
  description: "What became of a push.",
  values: {
    pending: { description: "Not sent yet." },
    sent: { description: "Sent; the platform has not answered." },
    confirmed: { description: "The platform shows it." },
    superseded: { description: "A newer quantity took its place before it was sent." },
    skipped: { description: "The platform showed it already." },
    rejected: { description: "The platform said no." },
  } as const,
});

/** One attempt to make a listing show a quantity. */
export const Push = builder.prismaObject("Push", {
  description: "One attempt to make a listing show a quantity.",
  select: { id: true, at: true },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Unique among pushes." }),
    at: t.expose("at", { type: "DateTime", description: "When the quantity changed." }),
    before: t.exposeInt("before", {
      nullable: true,
      description: "What the platform was believed to show; null when that was never known.",
    }),
    quantity: t.exposeInt("quantity", { description: "What the listing was to show." }),
    state: t.field({
      type: PushState,
      select: { state: true },
      resolve: ({ state }) => state,
      description: "What became of it.",
    }),
    trace: t.field({
      type: [TraceStep],
      description: "Why it was this quantity, at that time.",
      select: { trace: true },
      resolve: ({ trace }) => parseStoredTrace(trace),
    }),
    endedAt: t.expose("endedAt", { type: "DateTime", nullable: true, description: "When its state became final." }),
    error: t.exposeString("error", { nullable: true, description: "What the platform said, when it said no." }),
  }),
});
