import { badInput } from "../bad-input.ts";
import { builder } from "../builder.ts";
import { type SalesHour as Hour, readSalesByHour } from "../read/sales-by-hour.ts";
import { Channel } from "./channel.ts";

/** A week: the longest that the dashboard shows. */
const hoursMax = 168;

const SalesHour = builder.objectRef<Hour>("SalesHour").implement({
  description: "What a channel sold in one hour.",
  fields: (t) => ({
    hour: t.expose("hour", { type: "DateTime", description: "When the hour begins." }),
    units: t.exposeInt("units", { description: "Units ordered." }),
    orders: t.exposeInt("orders", { description: "Orders placed." }),
  }),
});

const ChannelSales = builder.objectRef<{ channelId: string; hours: Hour[] }>("ChannelSales").implement({
  description: "What a channel sold, hour by hour.",
  fields: (t) => ({
    channel: t.field({
      type: Channel,
      description: "Where.",
      resolve: ({ channelId }, _args, context) =>
        context.reads.prisma.channel.findUniqueOrThrow({ where: { id: channelId } }),
    }),
    hours: t.field({
      type: [SalesHour],
      description: "Oldest first, quiet hours included.",
      resolve: ({ hours }) => hours,
    }),
  }),
});

builder.queryField("salesByHour", (t) =>
  t.field({
    type: [ChannelSales],
    description: "Units ordered per channel per hour, the running hour included.",
    args: { hours: t.arg.int({ required: true, defaultValue: 24, description: `How far back: 1–${hoursMax} hours.` }) },
    resolve: async (_root, { hours }, context) => {
      if (hours < 1 || hours > hoursMax) throw badInput(`hours must be 1–${hoursMax}, got ${hours}`);
      const sales = await readSalesByHour(context.reads.pool, new Date(), hours);
      return [...sales].map(([channelId, rows]) => ({ channelId, hours: rows }));
    },
  }),
);
