import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { Channel } from "./channel.ts";

const PollEnd = builder.enumType("PollEnd", {
  description: "How a poll of orders ended.",
  values: {
    complete: { description: "Every order that the platform listed was read." },
    postponed: {
      description: "Cut short: the platform wanted no further call for a while; the next poll goes on there.",
    },
    failed: { description: "Cut short by trouble; the next poll goes on there." },
  } as const,
});

builder.prismaNode("Poll", {
  nullable: true,
  description: "One poll of a channel's orders, or several in a row that read none.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it, or the first of them, began." }),
    endedAt: t.expose("endedAt", { type: "DateTime", description: "When it, or the last of them, ended." }),
    askedFrom: t.expose("askedFrom", {
      type: "DateTime",
      description: "Orders that changed at or after this were asked for, last.",
    }),
    endedAs: t.field({
      type: PollEnd,
      description: "How it ended.",
      select: { endedAs: true },
      resolve: ({ endedAs }) => endedAs,
    }),
    orders: t.exposeInt("orders", { description: "Orders read, also those known already." }),
    polls: t.exposeInt("polls", { description: "How many polls in a row this stands for." }),
    ordersUntil: t.expose("ordersUntil", {
      type: "DateTime",
      description: "The watermark after it: every order that the platform knew at this moment is known here.",
    }),
    error: t.exposeString("error", { nullable: true, description: "Why it failed; null when it did not." }),
  }),
});

const pollsMax = 200;

builder.prismaObjectField(Channel, "polls", (t) =>
  t.relation("polls", {
    description: `Its last polls of orders, newest first; the last ${pollsMax} are kept.`,
    args: { first: t.arg.int({ description: `How many: 1–${pollsMax}, 10 when left out.` }) },
    query: ({ first }) => {
      const take = first ?? 10;
      if (take < 1 || take > pollsMax) throw badInput(`first must be 1–${pollsMax}, got ${take}`);
      return { take, orderBy: [{ endedAt: "desc" }, { id: "asc" }] };
    },
  }),
);
