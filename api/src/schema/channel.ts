import { builder } from "../builder.ts";
import { waitingMax } from "../read/waiting.ts";
import { ChannelHealth } from "./channel-health.ts";
import { Location } from "./location.ts";
import { WebhookWatch } from "./webhook-watch.ts";

/** What a channel is connected to. */
export const Platform = builder.enumType("Platform", {
  description: "What a channel is connected to.",
  values: {
    shopify: {},
    bol: {},
    amazon: {},
    portal: { description: "A B2B portal or any own system, through this API." },
    pos: { description: "A till in a store." },
  } as const,
});

/** One connected account on one platform. Its credentials are not part of the API. */
export const Channel = builder.prismaNode("Channel", {
  nullable: true,
  description: "One connected account on one platform.",
  id: { field: "id", description: "Unique in the whole hub." },
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString("code", { description: "Short and unique; its webhooks arrive at `/webhooks/<code>`." }),
    name: t.exposeString("name", { description: "What people call it." }),
    platform: t.field({
      type: Platform,
      description: "What it is connected to.",
      select: { platform: true },
      resolve: (channel) => channel.platform,
    }),
    isLive: t.boolean({
      description: "False while everything is computed and nothing is sent (shadow mode).",
      select: { liveSince: true },
      resolve: (channel) => channel.liveSince !== null,
    }),
    isPaused: t.boolean({
      description: "True while a person keeps its pushes back.",
      select: { pausedAt: true },
      resolve: (channel) => channel.pausedAt !== null,
    }),
    countries: t.stringList({
      description: "Countries that it sells to: ISO 3166-1 alpha-2.",
      select: { countries: { select: { country: true }, orderBy: { country: "asc" } } },
      resolve: (channel) => channel.countries.map(({ country }) => country),
    }),
    locations: t.field({
      type: [Location],
      description: "Locations that it draws on.",
      select: (_args, _context, nested) => ({
        locations: { select: { location: nested(true) }, orderBy: { location: { priority: "asc" } } },
      }),
      resolve: (channel) => channel.locations.map(({ location }) => location),
    }),
    webhooks: t.field({
      type: WebhookWatch,
      nullable: true,
      description:
        "How its platform's messages come; null while the hub has not looked, or is not reached from outside.",
      select: (_args, _context, nested) => ({ webhookWatch: nested(true) }),
      resolve: ({ webhookWatch }) => webhookWatch,
    }),
    waiting: t.int({
      description: `Listings whose push is not confirmed; ${waitingMax} means that many or more.`,
      resolve: async ({ id }, _args, context) => (await context.loaders.waiting(id)) ?? 0,
    }),
    health: t.field({
      type: ChannelHealth,
      description: "How well it is kept in step.",
      resolve: async ({ id }, _args, context) => {
        const health = await context.loaders.channelHealth(id);
        if (!health) throw new Error(`the health of channel ${id} was asked for and not read`);
        return health;
      },
    }),
  }),
});

builder.queryField("channels", (t) =>
  t.prismaField({
    type: [Channel],
    description: "Every connected channel, by code.",
    resolve: (query, _root, _args, context) =>
      context.reads.prisma.channel.findMany({ ...query, where: { removedAt: null }, orderBy: { code: "asc" } }),
  }),
);
